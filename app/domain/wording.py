"""The words of the interface: everything shown that belongs neither to the questionnaire nor to the rule pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.answers import shorten
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

        What a param says is put in the words of `param.<its name>.<what it says>` where the catalogue has any; what it
        quotes from a file is cut where it is long.
        """
        params = {name: self._worded(name, said, language) for name, said in problem.params.items()}
        return self.say(f"problem.{problem.code}", language, subject=shorten(problem.subject, MOST), **params)

    def _worded(self, name: str, said: Param, language: str) -> Param:
        if not isinstance(said, str):
            return said
        key = f"param.{name}.{said}"
        return self.say(key, language) if key in self.texts else shorten(said, QUOTED if name in QUOTES else MOST)


MOST, QUOTED = 2000, 100
QUOTES = frozenset({"fact", "id", "key", "name", "option", "text", "value"})
"""The params that quote from a file."""
