"""The words of the interface: everything shown that belongs neither to the questionnaire nor to the rule pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import Problem
from app.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Wording:
    """A catalogue of texts by key."""

    texts: Mapping[str, Text]

    def say(self, key: str, language: str, /, **params: object) -> str:
        """The words of a key with its places filled; raises KeyError for a key or place nobody wrote."""
        return self.texts[key].fill(language, lambda name: str(params[name]))

    def problem(self, problem: Problem, language: str) -> str:
        """What is wrong, and how to mend it."""
        return self.say(f"problem.{problem.code}", language, subject=problem.subject, **problem.params)
