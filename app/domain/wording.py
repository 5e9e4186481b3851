"""The words of the interface: everything shown that belongs neither to the questionnaire nor to the rule pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import Param, Problem
from app.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Wording:
    """A catalogue of texts by key."""

    texts: Mapping[str, Text]

    def say(self, key: str, language: str, /, **params: object) -> str:
        """The words of a key with its places filled; raises KeyError for a key or place nobody wrote."""
        return self.texts[key].fill(language, lambda name: str(params[name]))

    def month(self, number: int, language: str) -> str:
        """How a month of the year, counted from 1, reads within a date."""
        return self.say(f"date.month.{number}", language)

    def problem(self, problem: Problem, language: str) -> str:
        """What is wrong, and how to mend it.

        What a param says is put in the words of `param.<its name>.<what it says>` where the catalogue has any.
        """
        params = {name: self._worded(f"param.{name}.{said}", said, language) for name, said in problem.params.items()}
        return self.say(f"problem.{problem.code}", language, subject=problem.subject, **params)

    def _worded(self, key: str, said: Param, language: str) -> Param:
        return self.say(key, language) if key in self.texts else said
