"""The contents as markup for typst."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import singledispatch

from tests.bench.rivals.looks import HAIRLINE, INK, JUSTIFIED, LOOKS, MUTED
from tests.bench.rivals.parts import Beside, Drawing, Flowing, Page, Part, Table, Words


def document(pages: Sequence[Page], language: str, title: str) -> str:
    """The whole document."""
    return "\n".join([*_styles(language, title), *(part for page in pages for part in _page(page))])


def _styles(language: str, title: str) -> Iterator[str]:
    counted = 'context [#counter(page).display("1 / 1", both: true)]'
    foot = f'text(7pt, rgb("{MUTED}"), grid(columns: (1fr, auto), {_quoted(title)}, {counted}))'
    yield f"#set document(title: {_quoted(title)})"
    yield f'#set page("a4", flipped: true, margin: (x: 16mm, top: 13mm, bottom: 16mm), footer: {foot})'
    yield f'#set text(8.4pt, rgb("{INK}"), font: "Noto Sans JP", lang: "{language}", hyphenate: false)'
    yield f'#set table(stroke: (bottom: .4pt + rgb("{HAIRLINE}"), rest: none), inset: (x: 0pt, y: 2.7pt))'
    yield "#set table(column-gutter: 8pt)"
    yield "#set table.cell(breakable: false)"
    yield "#show heading: it => it.body"
    for name, (size, leading, weight, color, after) in LOOKS.items():
        # The leading is the space between lines of the height of capitals.
        between = f"{leading - size * 0.733:.2f}pt"
        justify = "true" if name in JUSTIFIED else "false"
        yield f"#let w-{name}(it) = block(above: {between}, below: {leading - size * 0.733 + after:.2f}pt, {{"
        yield f'  set par(leading: {between}, justify: {justify}); text({size}pt, rgb("{color}"), weight: {weight}, it)'
        yield "})"


def _page(page: Page) -> Iterator[str]:
    if page.starts:
        yield "#pagebreak(weak: true)"
    yield f"#w-kicker(heading({_quoted(page.label)}))"
    yield f"#w-headline({_quoted(page.headline)})"
    yield from (f"#{_markup(part)}" for part in page.parts)


def _quoted(text: str) -> str:
    """A text as a string of typst, whose escapes are those of JSON but for that of other characters."""
    return json.dumps(text, ensure_ascii=False)


@singledispatch
def _markup(part: Part) -> str:
    raise TypeError(part)


@_markup.register
def _(part: Words) -> str:
    text = f"link(<{part.link}>, {_quoted(part.text)})" if part.link else _quoted(part.text)
    said = f"w-{part.look}({text})"
    return f"[#{said} <{part.anchor}>]" if part.anchor else said


@_markup.register
def _(part: Table) -> str:
    heads = f"table.header({', '.join(f'w-label({_quoted(head)})' for head in part.heads)}), " if part.heads else ""
    cells = ", ".join(_cell(cell) for row in part.rows for cell in row)
    return f"table(columns: {_fractions(part.shares)}, {heads}{cells})"


def _fractions(shares: Sequence[float]) -> str:
    return f"({', '.join(f'{share}fr' for share in shares)})"


def _cell(parts: Sequence[Part]) -> str:
    return f"{{ {'; '.join(map(_markup, parts))} }}"


@_markup.register
def _(part: Drawing) -> str:
    svg = part.svg.replace("<svg ", '<svg font-family="Noto Sans JP" ', 1)
    return f"block(image(bytes({_quoted(svg)}), width: {part.width:.1f}pt))"


@_markup.register
def _(part: Beside) -> str:
    cells = ", ".join(map(_cell, part.columns))
    return f"grid(columns: {_fractions(part.spans)}, column-gutter: 18pt, {cells})"


@_markup.register
def _(part: Flowing) -> str:
    return f"columns(3, gutter: 18pt, {_cell(part.parts)})"
