"""Writes words and mappings as YAML, in the style of the packs: one line, plain where that is safe, else quoted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import yaml

from app.domain.conditions import word_of
from app.domain.facts import Scalar

WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
# Read as booleans or nothing by one YAML or another; in quotes they are words for all of them.
SPECIAL = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false", "null"})
NUMBER_LIKE = re.compile(r"[-+.~0-9]")
NOT_PLAIN = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def quoted(text: str) -> str:
    """A text in double quotes."""
    return NOT_PLAIN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def text_word(text: str) -> str:
    """A text, plain only where it is a word that cannot be taken for anything else."""
    return text if WORD.fullmatch(text) and text.lower() not in SPECIAL else quoted(text)


def test_word(text: str) -> str:
    """A unary test: booleans are written plain, as the packs do."""
    return text if text in ("true", "false") else text_word(text)


def value_word(value: Scalar) -> str:
    """A value of an output."""
    return text_word(value) if isinstance(value, str) else word_of(value)


def sentence(text: str) -> str:
    """A text for people, plain where a mapping on one line can hold it so."""
    return text if _stays_plain(text) else quoted(text)


def _stays_plain(text: str) -> bool:
    if not text or "\n" in text or NOT_PLAIN.search(text) or text.lower() in SPECIAL or NUMBER_LIKE.match(text):
        return False
    try:
        node = yaml.compose(f"{{k: {text}}}", Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return False
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    values = [value for _, value in pairs]
    return len(values) == 1 and isinstance(values[0], yaml.ScalarNode) and values[0].value == text


def inline(entries: Mapping[str, str]) -> str:
    """A mapping on one line; the values are YAML already."""
    return "{" + ", ".join(f"{_key(key)}: {value}" for key, value in entries.items()) + "}"


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z][\w.]*", key, re.ASCII) and key.lower() not in SPECIAL else quoted(key)


def listed(words: tuple[str, ...]) -> str:
    """A list on one line."""
    return "[" + ", ".join(map(text_word, words)) + "]"
