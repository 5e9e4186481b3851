"""YAML 1.2 core, read with the place of everything and with bounds on everything.

`yes` and `no` are words, `1_000` is text. Refused before anything is built: aliases and anchors (a few lines can stand
for gigabytes), tags, deep nesting, a second document, duplicate keys, anything larger than MOST_BYTES.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from app.domain.errors import InvalidData, Position, Problem
from app.packs.parser_messages import yaml_detail

MOST_BYTES = 1_000_000
MOST_DEPTH = 20
MOST_NODES = 100_000
MOST_DIGITS = 15
MOST_KEPT = 128
"""Of how many files what they say is kept: those of a questionnaire, a pack and all words are some sixty."""
MOST_FLOAT_CHARACTERS = 40

Path = tuple[str | int, ...]

QUOTED = frozenset({"'", '"', "|", ">"})
BOOLEANS = {word: value for value in (True, False) for word in (str(value), str(value).lower(), str(value).upper())}
WORDS = BOOLEANS | dict.fromkeys(("", "~", "null", "Null", "NULL"))
INTEGER = re.compile(r"[-+]?[0-9]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
NOT_A_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, and where: `places` knows the position of every value, `keys` of every mapping key.

    Where something was left out of what the file says, `origins` has the paths it has there.
    """

    file: str
    data: object
    places: Mapping[Path, Position]
    keys: Mapping[Path, Position]
    origins: Mapping[Path, Path] = field(default_factory=dict)

    def at(self, path: Path) -> Position:
        """The place of the value at a path, or of the nearest thing around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return Position(self.file, 1, 1)

    def original(self, path: Path) -> Path:
        """The path in the file of what stands at a path."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.origins:
                return (*self.origins[path[:length]], *path[length:])
        return path

    def at_key(self, path: Path) -> Position:
        """The place of the key a path ends in, or of its value."""
        return self.keys.get(path) or self.at(path)


@lru_cache(MOST_KEPT)
def parse(file: str, content: bytes) -> Document:
    """Reads one file; raises InvalidData with every problem found.

    The same bytes are read once, and what a document holds is never changed.
    """
    text = _decode(file, content)
    try:
        problems = list(_refusals(file, text))
        if problems:
            raise InvalidData(problems)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise InvalidData([_broken(file, error)]) from error
    except yaml.reader.ReaderError as error:
        before = text.encode()[: error.position]  # the parser counts bytes
        place = Position(file, before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode()) + 1)
        raise InvalidData([Problem("yaml-character", file, at=place)]) from error
    reading = _Reading(file)
    data = reading.value(node, ())
    if reading.problems:
        raise InvalidData(reading.problems)
    return Document(file, data, reading.places, reading.keys)


def _decode(file: str, content: bytes) -> str:
    start = Position(file, 1, 1)
    if len(content) > MOST_BYTES:
        raise InvalidData([Problem("file-too-large", file, {"max": MOST_BYTES}, start)])
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise InvalidData([Problem("file-bom", file, at=start)])
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidData([Problem("file-not-utf8", file, at=Position(file, line, 1))]) from error


def _broken(file: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    return Problem(
        "yaml-broken", file, {"detail": yaml_detail(str(error.problem or error.context))}, _place(file, mark)
    )


def _place(file: str, mark: Any) -> Position:
    """Where a mark of PyYAML stands; its types leave open whether there is one."""
    return Position(file, mark.line + 1, mark.column + 1) if mark else Position(file, 1, 1)


def _refusals(file: str, text: str) -> Iterator[Problem]:
    """Walks the events, which cost no more than the text is long, and stops at the first bound that is passed."""
    depth = nodes = documents = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        nodes += isinstance(event, yaml.NodeEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        code = _refused(event, depth, nodes, documents)
        if code:
            yield Problem(code, file, {"depth": MOST_DEPTH, "nodes": MOST_NODES}, _place(file, event.start_mark))
            return


def _refused(event: yaml.Event, depth: int, nodes: int, documents: int) -> str | None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return "yaml-alias"
    if getattr(event, "tag", None):
        return "yaml-tag"
    if depth > MOST_DEPTH:
        return "yaml-too-deep"
    if nodes > MOST_NODES:
        return "yaml-too-many"
    return "yaml-second-document" if documents > 1 else None


class _Reading:
    def __init__(self, file: str) -> None:
        self.file = file
        self.places: dict[Path, Position] = {}
        self.keys: dict[Path, Position] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node | None, path: Path) -> object:
        if node is None:
            return None
        self.places[path] = _place(self.file, node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(each, (*path, place)) for place, each in enumerate(node.value)]
        return self._scalar(str(node.value), node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        twice: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._problem("yaml-key", key, path)
                continue
            name = str(key.value)
            if name in twice:
                continue  # told once, however often it is there
            if name in found:
                twice.add(name)
                self._problem("yaml-duplicate-key", key, (*path, name), key=name, line=self.keys[(*path, name)].line)
                continue
            self.keys[(*path, name)] = _place(self.file, key.start_mark)
            found[name] = self.value(value, (*path, name))
        return found

    def _scalar(self, text: str, node: yaml.Node, path: Path) -> object:
        if getattr(node, "style", None) in QUOTED:
            return text
        if text in WORDS:
            return WORDS[text]
        if INTEGER.fullmatch(text):
            return self._number(text, node, path, int)
        if FLOAT.fullmatch(text):
            return self._number(text, node, path, float)
        if NOT_A_NUMBER.fullmatch(text):
            self._problem("yaml-not-a-number", node, path, value=text)
            return None
        return text

    def _number(self, text: str, node: yaml.Node, path: Path, kind: type[int] | type[float]) -> int | float | None:
        if len(text) > (MOST_DIGITS if kind is int else MOST_FLOAT_CHARACTERS) or math.isinf(float(text)):
            self._problem("yaml-huge-number", node, path, value=text[:MOST_DIGITS] + "…")
            return None
        return kind(text)

    def _problem(self, code: str, node: yaml.Node, path: Path, **params: str | int) -> None:
        self.problems.append(Problem(code, spell(path), params, _place(self.file, node.start_mark)))


def spell(path: Path) -> str:
    """A path as people write it: `rows[2].when.employees`."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return words.removeprefix(".")
