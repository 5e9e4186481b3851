"""Whatever valid edits somebody makes in the workbook, the pack's rules become exactly the edited ones."""

from __future__ import annotations

import json
from dataclasses import replace
from operator import itemgetter
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from app.domain.conditions import Condition, word_of
from app.domain.facts import Closed, FactType
from app.domain.program import fact_types
from app.domain.rules import Rule
from app.domain.texts import PLACEHOLDER
from app.packs.files import Files
from app.packs.pack_files import load_rules
from app.packs.yaml_core import parse
from tests.packs.test_tables_read import COMMENTED, MODEL, all_comments
from tests.packs.workbooks import FIRST, column_of, edited, exported, imported
from tests.support import pack_files, shipped_pack, shipped_questionnaire

Json = dict[str, Any]
NO_SHRINKING = tuple(set(Phase) - {Phase.shrink, Phase.explain})  # an example takes half a second
# Tables whose names are all facts of their own, so that a random test is easy to make.
TABLES = [table.id for table in shipped_pack().tables if not table.for_each_task]
TYPES = fact_types(shipped_questionnaire(), shipped_pack())
LETTERS = "あ漢ア、。「」（） aZ0:#{}[],'\"&*!|>%@`-?=+~<\\\n😀"


def any_test(type_: FactType) -> st.SearchStrategy[str]:
    """Any test of a fact."""
    if isinstance(type_, Closed):
        words = [word_of(value) for value in type_.values]
        some = st.lists(st.sampled_from(words), min_size=1, unique=True)
        left_out = st.lists(st.sampled_from(words), min_size=1, max_size=len(words) - 1, unique=True)
        return some.map(", ".join) | left_out.map(lambda each: f"not({', '.join(each)})")
    high = int(min(type_.high, 900))
    number = st.integers(0, high)
    single = number.map(str) | number.map(lambda n: f">= {n}") | number.map(lambda n: f"<= {n}")
    pair = st.tuples(number, number).map(sorted).map(lambda two: f"[{two[0]}..{two[1]}]")
    return single | pair | st.tuples(single, pair).map(", ".join)


def sentences() -> st.SearchStrategy[str]:
    """Any text a row may say why with."""
    texts = st.text(LETTERS, min_size=1, max_size=30).map(
        lambda text: "\n".join(map(str.strip, text.split("\n"))).strip()
    )
    return texts.filter(lambda text: bool(text) and not PLACEHOLDER.search(text))


@st.composite
def rows_of(draw: st.DrawFn, table: Json) -> list[Json]:
    """A table's rows after edits: some gone, some new, some changed, in another order."""
    rows: list[Json] = json.loads(json.dumps(table["rows"]))
    rows = draw(st.permutations([row for row in rows if draw(st.integers(0, 4))] or rows[:1]))
    for number in range(draw(st.integers(0, 2))):
        new = {**json.loads(json.dumps(draw(st.sampled_from(table["rows"])))), "id": f"new_{number}"}
        rows.insert(draw(st.integers(0, len(rows))), new)
    for row in rows:
        for _ in range(draw(st.sampled_from([0, 0, 1, 3]))):
            change(draw, table, row)
    return rows


def change(draw: st.DrawFn, table: Json, row: Json) -> None:
    """Changes one cell of a row."""
    kind = draw(st.sampled_from(["when", "drop", "then", "why", "sources"]))
    name = draw(st.sampled_from(table["inputs"]))
    if kind == "when":
        row["when"][name] = draw(any_test(TYPES[name]))
    elif kind == "drop":
        row["when"].pop(name, None)
    elif kind == "then":
        output = draw(st.sampled_from(sorted(table["outputs"])))
        row["then"][output] = draw(st.sampled_from(table["outputs"][output]))
    elif kind == "why":
        row["why"] = {language: draw(sentences()) for language in ("ja", "en")}
    else:
        sources = st.sampled_from(sorted(shipped_pack().sources))
        row["sources"] = draw(st.lists(sources, min_size=1, max_size=4, unique=True))


def put_rows(book: Workbook, table: Json, rows: list[Json], notes: dict[str, str]) -> None:
    """Writes the rows into the sheet, as somebody would type them."""
    sheet = book[table["id"]]
    sheet.delete_rows(FIRST, sheet.max_row)
    width = len(table["inputs"])
    for number, row in enumerate(rows, start=FIRST):
        texts = [row["id"], *(word_of(row["when"].get(name, "-")) for name in table["inputs"])]
        texts += [word_of(row["then"][name]) for name in table["outputs"]]
        texts += [row["why"]["ja"], row["why"]["en"], ", ".join(row["sources"]), notes.get(row["id"], "")]
        for column, text in enumerate(texts, start=1):
            if text:
                cell = sheet.cell(number, column, text)
                cell.data_type = "s"
    assert column_of(sheet, "why.ja") == width + len(table["outputs"]) + 2
    assert column_of(sheet, "why.en") == width + len(table["outputs"]) + 3


def rules(files: Files, table: str) -> list[Rule]:
    """The rules of a table, without where they stand, the tests of each in one order."""
    rows = load_rules(files, shipped_questionnaire()).table[table].rows
    return [replace(row, at=None, when=Condition(tuple(sorted(row.when.tests, key=itemgetter(0))))) for row in rows]


def held(files: Files, name: str, rows: list[Json], data: Json, notes: dict[str, str]) -> str:
    """Imports the rows, holds the rules against those of a file written plainly, and gives the table's text."""
    base = exported(files)
    found = imported(edited(base, lambda book: put_rows(book, data, rows, notes)), files)
    plain = {**files, name: json.dumps({**data, "rows": rows}, ensure_ascii=False).encode()}
    assert rules(found, data["id"]) == rules(plain, data["id"])
    assert imported(exported(found), found) == found
    assert {each for each in files if files[each] != found[each]} <= {name}
    return found[name].decode()


@settings(max_examples=8, phases=NO_SHRINKING)
@given(st.data())
def test_edited_rows_become_the_rules(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLES))
    name = f"decisions/{table}.yaml"
    found: Any = parse(name, pack_files()[name]).data
    text = held(pack_files(), name, data.draw(rows_of(found)), found, {})
    old = pack_files()[name].decode()
    assert text.startswith(old[: old.index("rows:")])
    assert text.endswith(old[old.index("\nvalues:") :])


@settings(max_examples=8, phases=NO_SHRINKING)
@given(st.data())
def test_edited_rows_of_a_file_in_every_style_become_the_rules_and_keep_comments(data: st.DataObject) -> None:
    files = {**pack_files(), MODEL: COMMENTED.encode()}
    found: Any = parse(MODEL, files[MODEL]).data
    rows = data.draw(rows_of(found))
    notes = {
        "up_to_three": "own of the first\nand more of it\ninclusive\nbefore why\nafter the first",
        "up_to_nine": "beside the dash\nin when\nbeside the test\nfolded\nbeside the English\nfirst source",
        "ten_or_more": "own of the third\nboth",
    }
    text = held(files, MODEL, rows, found, notes)
    assert "\n  # Heading: small teams\n" in text
    assert "\n  # Heading: the rest\n" in text
    kept = {row["id"] for row in rows}
    # A sentence may hold a `#` too, so comments are only looked for.
    wanted = [f"# {note}" for id_ in kept & notes.keys() for note in notes[id_].splitlines()]
    assert [note for note in wanted if note not in text] == []
    assert set(all_comments(COMMENTED)) >= set(wanted)
