"""Words in several languages, with places to fill."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.errors import Position

PLACEHOLDER = re.compile(r"\{(?P<name>[a-z][a-z0-9_.:]*)(?:\|(?P<one>[^{}|]*)\|(?P<many>[^{}|]*))?\}")
"""A place: `{name}` for the value itself, `{name|question|questions}` for the word that goes with it."""
ONE = "1"
_CAPITAL = re.compile(r"[A-Z](?=[a-z]* )")


def places(words: str) -> list[str]:
    """The names of the places to fill in some words, in order."""
    return [found["name"] for found in PLACEHOLDER.finditer(words)]


def form(words: str, number: int) -> str:
    """The form of a unit that goes with a number: of `person|people` the first with 1, else the last."""
    one, _, many = words.partition("|")
    return one if number == 1 else many or one


def forms(words: str) -> list[str]:
    """All forms of a unit."""
    return words.split("|")


def within(title: str) -> str:
    """A title of several words as it stands within a phrase: its capital is small, unless it is an abbreviation's."""
    return _CAPITAL.sub(lambda found: found[0].lower(), title, count=1) if _CAPITAL.match(title) else title


@dataclass(frozen=True, slots=True)
class Text:
    """A text by language code.

    `{name}` marks a place to fill, `{name|one|many}` one of two forms, the first where the value is 1; nothing else in
    it is interpreted.
    """

    by_language: Mapping[str, str]

    def say(self, language: str) -> str:
        """The words in `language`; raises KeyError where the pack does not speak it."""
        return self.by_language[language]

    def fill(self, language: str, value: Callable[[str], str]) -> str:
        """The words with every place filled by `value(name)`, or by the form that goes with it."""
        return PLACEHOLDER.sub(lambda found: _filled(found, value(found["name"])), self.say(language))

    def placeholders(self) -> frozenset[str]:
        """The names of all places to fill, over all languages."""
        return frozenset(name for words in self.by_language.values() for name in places(words))


def _filled(found: re.Match[str], value: str) -> str:
    if found["one"] is None:
        return value
    return found["one"] if value == ONE else found["many"]


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to fill in a pack's words: the fact it names, where it is written, and the rules it is said by.

    Words that no rule says are said whatever holds.
    """

    name: str
    subject: str
    at: Position
    rules: tuple[str, ...] = ()
