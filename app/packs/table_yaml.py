"""A decision table's file as text, cut into its rows, so that one of them can be rewritten and the rest stays as it is.

A row takes with it the comment lines directly above it and those further indented below it. Comments set off by an
empty line are a heading: they stay with the row they stand above, and pass to the next one where that row goes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import yaml

from app.packs.yaml_scalars import inline, text_word

DASH = re.compile(r"\s*-\s*(#.*)?")
BLOCK_STYLES = ("|", ">")
BLOCK_HEAD_COMMENT = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")
KEYS = ("when", "then", "why", "sources")


@dataclass(frozen=True, slots=True)
class RowChange:
    """What is to stand in a row, as YAML source.

    Mappings give every entry that is to remain; None leaves an entry as it is written. `sources` of None too. `notes`
    are words for comments above the row.
    """

    id: str
    when: Mapping[str, str | None]
    then: Mapping[str, str | None]
    why: Mapping[str, str | None]
    sources: str | None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class _RowText:
    """A row's lines: the heading above it, its own comments, and itself."""

    heading: str
    own: str
    body: str
    body_start: int
    node: yaml.MappingNode


class TableText:
    """The text of a table's file, which must be one that loads."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = text.splitlines(keepends=True)
        self._newline = "\r\n" if "\r\n" in text else "\n"
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        if not isinstance(root, yaml.MappingNode):
            raise TypeError("not the text of a table")
        key, self._rows_node = next((key, value) for key, value in root.value if key.value == "rows")
        self._rows_line: int = key.start_mark.line

    @property
    def spliceable(self) -> bool:
        """Whether rows can be told apart by lines: they stand one below the other, each after its dash."""
        return not self._rows_node.flow_style

    def notes(self) -> list[str]:
        """The words of each row's comments."""
        if not self.spliceable:
            return [""] * len(self._rows_node.value)
        return ["\n".join(c.lstrip("#").strip() for c in comments(row.own + row.body)) for row in self._rows]

    @cached_property
    def _rows(self) -> list[_RowText]:
        cuts = list(self._cuts())
        return [
            _RowText(
                "".join(self._lines[gap:own]),
                "".join(self._lines[own:dash]),
                "".join(self._lines[dash:end]),
                sum(map(len, self._lines[:dash])),
                node,
            )
            for node, (gap, own, dash, end) in zip(self._rows_node.value, cuts, strict=True)
        ]

    def _cuts(self) -> Iterator[tuple[int, int, int, int]]:
        """The lines where each row's heading, its own comments and itself begin, and where it ends."""
        gap = self._rows_line + 1
        for node in self._rows_node.value:
            dash = self._dash_line(node)
            own = dash
            while own > gap and self._lines[own - 1].strip():
                own -= 1
            end = self._line_of(_end(self.text, node)) + 1
            indent = _indent(self._lines[dash])
            while end < len(self._lines) and _is_comment(self._lines[end]) and _indent(self._lines[end]) > indent:
                end += 1
            yield gap, own, dash, end
            gap = end

    def _dash_line(self, node: yaml.Node) -> int:
        line: int = node.start_mark.line
        if DASH.fullmatch(self._lines[line][: node.start_mark.column].rstrip()):
            return line
        return next(number for number in range(line - 1, -1, -1) if DASH.fullmatch(self._lines[number].rstrip()))

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self._lines:
            starts.append(starts[-1] + len(line))
        return starts

    def _line_of(self, offset: int) -> int:
        """The line the character before `offset` stands in."""
        return bisect_left(self._starts, offset) - 1

    def rewritten(self, rows: Sequence[tuple[int | None, RowChange | None]]) -> str:
        """The file with these rows: each one that was there (by its place), changed or not, or a new one."""
        headings = self._headings([place for place, _ in rows if place is not None])
        parts = ["".join(self._lines[: self._rows_line + 1])]
        for place, change in rows:
            if place is None:
                parts.append(self._new(change) if change else "")
            else:
                parts += [headings[place], self._rows[place].own, self._row(place, change)]
        parts += [headings[len(self._rows)], "".join(self._lines[self._last :])]
        return "".join(self._ended(part) for part in parts[:-1]) + parts[-1]

    @property
    def _last(self) -> int:
        """The line after the last row."""
        return list(self._cuts())[-1][3]

    def _headings(self, kept: Sequence[int]) -> dict[int, str]:
        """The heading above each row that stays, those of rows that went included; last, what is left over."""
        found: dict[int, str] = {}
        waiting = ""
        for place, row in enumerate(self._rows):
            lost = place not in kept
            waiting += row.heading
            if lost and not row.heading.strip():
                waiting = waiting[: len(waiting) - len(row.heading)]
            if not lost:
                found[place], waiting = waiting, ""
        found[len(self._rows)] = waiting
        return found

    def _ended(self, part: str) -> str:
        return part if not part or part.endswith(("\n", "\r")) else part + self._newline

    def _row(self, place: int, change: RowChange | None) -> str:
        row = self._rows[place]
        if change is None:
            return row.body
        body = row.body
        for start, end, source in sorted(self._replacements(row, change), reverse=True):
            body = body[: start - row.body_start] + source + body[end - row.body_start :]
        lost = Counter(comments(row.body)) - Counter(comments(body))
        indent = _indent(row.body) * " "
        return "".join(f"{indent}{comment}{self._newline}" for comment in lost.elements()) + body

    def _replacements(self, row: _RowText, change: RowChange) -> Iterator[tuple[int, int, str]]:
        entries = {key.value: (key, value) for key, value in row.node.value}
        for name, wanted in (("when", change.when), ("then", change.then), ("why", change.why)):
            yield from self._in_mapping(*entries[name], wanted)
        if change.sources is not None:
            key, value = entries["sources"]
            yield key.end_mark.index, _end(self.text, value), f": {change.sources}"

    def _in_mapping(
        self, key: yaml.Node, node: yaml.MappingNode, wanted: Mapping[str, str | None]
    ) -> Iterator[tuple[int, int, str]]:
        """Only the values that change, where the entries stay the same; else the whole mapping on one line."""
        values = {each.value: value for each, value in node.value}
        if values.keys() == wanted.keys():
            for name, source in wanted.items():
                if source is not None:
                    yield values[name].start_mark.index, _end(self.text, values[name]), source
            return
        names = [*(name for name in values if name in wanted), *(name for name in wanted if name not in values)]
        sources = {name: wanted[name] or self._source(values[name]) for name in names}
        yield key.end_mark.index, _end(self.text, node), f": {inline(sources)}"

    def _source(self, node: yaml.ScalarNode) -> str:
        written = self.text[node.start_mark.index : _end(self.text, node)]
        return text_word(str(node.value)) if node.style in BLOCK_STYLES or "\n" in written else written

    def _new(self, row: RowChange) -> str:
        first = self._rows[0]
        dash = " " * _indent(first.body)
        inner = " " * first.node.start_mark.column if not first.node.flow_style else f"{dash}  "
        words = [line.strip() for line in row.notes.splitlines() if line.strip()]
        lines = [f"{dash}# {line}" for line in words]
        lines += [f"{dash}{'-'.ljust(len(inner) - len(dash))}id: {row.id}"]
        for name, value in (("when", row.when), ("then", row.then), ("why", row.why)):
            lines.append(f"{inner}{name}: {inline({key: source or '' for key, source in value.items()})}")
        lines.append(f"{inner}sources: {row.sources or '[]'}")
        gap = self._newline if self._spaced else ""
        return gap + "".join(line + self._newline for line in lines)

    @property
    def _spaced(self) -> bool:
        """Whether the file keeps an empty line between rows."""
        return len(self._rows) > 1 and all(row.heading[:1] in ("\n", "\r") for row in self._rows[1:])


def comments(text: str) -> list[str]:
    """The comments of a YAML text, each from its `#` on: what starts with one between two tokens."""
    found: list[str] = []
    position = 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        found += [
            part[part.index("#") :].rstrip()
            for part in text[position : token.start_mark.index].splitlines()
            if "#" in part
        ]
        position = max(position, token.end_mark.index)
        if isinstance(token, yaml.ScalarToken) and token.style in BLOCK_STYLES:
            head = BLOCK_HEAD_COMMENT.match(text, token.start_mark.index)
            found += [head[1].rstrip()] if head else []
    return found


def _end(text: str, node: yaml.Node) -> int:
    """Where a node's own text ends: marks of block collections lie at whatever comes next."""
    if isinstance(node, yaml.ScalarNode):
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(text[start:end].rstrip()) if node.style in BLOCK_STYLES else int(end)
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(text, last[1] if isinstance(last, tuple) else last)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")
