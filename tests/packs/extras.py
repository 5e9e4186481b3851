"""The shipped rule pack with a finding or a table more."""

from __future__ import annotations

from collections.abc import Sequence

from tests.packs.mutated import in_pack

WORDS = "{ja: 例です。, en: An example.}"
FINDING = """  - id: {id}
    severity: minor
    when: {when}
    title: {words}
    meaning: {words}
    why: {words}
    sources: [T]
"""
ROW = """  - id: {id}
    when: {when}
    then: {then}
    why: {words}
    sources: [T]
"""


def with_findings(**conditions: str) -> dict[str, bytes]:
    """The pack with findings more, each with its condition as it is written in YAML."""
    more = "".join(FINDING.format(id=id_, when=when, words=WORDS) for id_, when in conditions.items())
    return in_pack("findings.yaml", "^findings:\n", f"findings:\n{more}")


def with_table(
    hit: str, inputs: Sequence[str], rows: Sequence[tuple[str, str]], values: Sequence[str] = ()
) -> dict[str, bytes]:
    """The pack with a table more, `extra`, each row with its condition and what it decides.

    What the table can decide is what its rows do, or these values.
    """
    head = f"id: extra\ntitle: {WORDS}\nquestion: {WORDS}\nhit: {hit}\ntraced: false\ninputs: [{', '.join(inputs)}]\n"
    written = "".join(
        ROW.format(id=f"row_{place}", when=when, then=f"{{extra: {value}}}", words=WORDS)
        for place, (when, value) in enumerate(rows)
    )
    known = ", ".join(values or sorted({value for _, value in rows}))
    files = in_pack("pack.yaml", "^decisions:\n", "decisions:\n  - extra\n")
    return {**files, "decisions/extra.yaml": f"{head}outputs:\n  extra: [{known}]\nrows:\n{written}".encode()}


def with_derived(*facts: str) -> dict[str, bytes]:
    """The pack with counts more, each written as its id, the questions it counts and the values that match."""
    more = "".join(f"  - {{{fact}, label: {WORDS}, compute: count}}\n" for fact in facts)
    return in_pack("facts.yaml", "^derived:\n", f"derived:\n{more}")
