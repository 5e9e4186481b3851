"""Words in several languages, with places to fill."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_.:]*)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text by language code. `{name}` marks a place to fill; nothing else in it is interpreted."""

    by_language: Mapping[str, str]

    def say(self, language: str) -> str:
        """The words in `language`; raises KeyError where the pack does not speak it."""
        return self.by_language[language]

    def fill(self, language: str, value: Callable[[str], str]) -> str:
        """The words with every `{name}` replaced by `value(name)`."""
        return PLACEHOLDER.sub(lambda found: value(found[1]), self.say(language))

    def placeholders(self) -> frozenset[str]:
        """The names of all places to fill, over all languages."""
        return frozenset(name for words in self.by_language.values() for name in PLACEHOLDER.findall(words))
