"""The contents as a page of HTML, printed by WeasyPrint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import singledispatch
from html import escape
from pathlib import Path

from tests.bench.rivals.looks import HAIRLINE, INK, JUSTIFIED, LOOKS, MUTED
from tests.bench.rivals.parts import Beside, Drawing, Flowing, Page, Part, Table, Words

_TWELFTHS = 12


def document(pages: Sequence[Page], language: str, title: str, fonts: Path) -> str:
    """The whole page, its styles included."""
    body = "".join(part for page in pages for part in _page(page))
    style = "".join(_styles(fonts, title))
    head = f"<head><meta charset=utf-8><title>{escape(title)}</title><style>{style}</style></head>"
    return f"<!doctype html><html lang={language}>{head}<body>{body}</body></html>"


def _styles(fonts: Path, title: str) -> Iterator[str]:
    for weight, name in ((400, "Regular"), (700, "Bold")):
        face = (fonts / f"NotoSansJP-{name}.ttf").as_uri()
        yield f"@font-face {{ font-family: Noto; font-weight: {weight}; src: url({face}) }}"
    foot = f"font: 7pt Noto; color: {MUTED}"
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    yield "@page { size: A4 landscape; margin: 13mm 16mm 16mm;"
    yield f'@bottom-left {{ content: "{quoted}"; {foot} }}'
    yield f'@bottom-right {{ content: counter(page) " / " counter(pages); {foot} }} }}'
    yield f"body {{ margin: 0; font-family: Noto; color: {INK}; font-size: 8.4pt }} p, h1, h2 {{ margin: 0 }}"
    yield "a { color: inherit; text-decoration: none } .starts { break-before: page } svg { display: block }"
    yield "table { width: 100%; border-collapse: collapse; table-layout: fixed } td, th { vertical-align: top }"
    yield ".ruled tr { break-inside: avoid }"
    yield f".ruled td, .ruled th {{ border-bottom: .4pt solid {HAIRLINE}; padding: 2.7pt 8pt 2.7pt 0 }}"
    yield "th { text-align: left } .beside > tbody > tr > td { padding-right: 18pt }"
    yield ".flowing { columns: 3; column-gap: 18pt } .kicker { bookmark-level: 1 } h2 { bookmark-level: none }"
    for name, (size, leading, weight, color, after) in LOOKS.items():
        align = "justify" if name in JUSTIFIED else "left"
        yield f".{name} {{ font-size: {size}pt; line-height: {leading}pt; font-weight: {weight}; color: {color};"
        yield f" margin-bottom: {after}pt; text-align: {align} }}"


def _page(page: Page) -> Iterator[str]:
    starts = " starts" if page.starts else ""
    yield f'<h1 class="kicker{starts}">{escape(page.label)}</h1><h2 class=headline>{escape(page.headline)}</h2>'
    yield from map(_html, page.parts)


@singledispatch
def _html(part: Part) -> str:
    raise TypeError(part)


@_html.register
def _(part: Words) -> str:
    anchor = f" id={part.anchor}" if part.anchor else ""
    text = escape(part.text)
    text = f"<a href=#{part.link}>{text}</a>" if part.link else text
    return f"<p class={part.look}{anchor}>{text}</p>"


@_html.register
def _(part: Table) -> str:
    whole = sum(part.shares)
    columns = "".join(f'<col style="width: {share / whole:.2%}">' for share in part.shares)
    heads = "".join(f"<th class=label>{escape(head)}</th>" for head in part.heads)
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in part.rows)
    head = f"<thead><tr>{heads}</tr></thead>" if heads else ""
    return f"<table class=ruled><colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>"


def _cell(parts: Sequence[Part]) -> str:
    return f"<td>{''.join(map(_html, parts))}</td>"


@_html.register
def _(part: Drawing) -> str:
    size = f'width="{part.width:.1f}pt" height="{part.height:.1f}pt" font-family="Noto"'
    return part.svg.replace("<svg ", f"<svg {size} ", 1)


@_html.register
def _(part: Beside) -> str:
    columns = "".join(f'<col style="width: {span / _TWELFTHS:.2%}">' for span in part.spans)
    cells = "".join(map(_cell, part.columns))
    return f"<table class=beside><colgroup>{columns}</colgroup><tbody><tr>{cells}</tr></tbody></table>"


@_html.register
def _(part: Flowing) -> str:
    return f"<div class=flowing>{''.join(map(_html, part.parts))}</div>"
