"""Tables brought back from a workbook: what changed is written in the file's style, the rest stays byte for byte."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from app.packs.files import Files
from app.packs.pack_files import load_rules
from tests.packs.workbooks import FIRST, Edit, add, column_of, edited, exported, imported, put, row_of, shipped_workbook
from tests.support import pack_files, shipped_questionnaire

MODEL = "decisions/model.yaml"
NEW = {"id": "new_row", "marketing_headcount": ">= 12", "model": "large", "why.ja": "新しい理由です。",
       "why.en": "A new reason.", "sources": "S2"}  # fmt: skip

COMMENTED = """\
# Of the head: who may change this.
id: model   # beside the id
title: {ja: 組織モデル, en: Organisation model}
question: {ja: どのモデルですか。, en: Which model is it?}
hit: unique
inputs: [marketing_headcount, basics_ready]
outputs:
  model: [small, mid, large]
rows:   # the rows

  # Heading: small teams

  # own of the first
  # and more of it
  - id: up_to_three
    when: {marketing_headcount: "[0..3]"}   # inclusive
    then: {model: small}
    # before why
    why: {ja: 3名以下です。, en: Three or fewer.}
    sources: [S2, T]
    # after the first

  # Heading: the rest

  - # beside the dash
    id: up_to_nine
    when:
      # in when
      marketing_headcount: '[4..9]'  # beside the test
      basics_ready: "-"
    then: {model: mid}
    why:
      ja: >-  # folded
        4名から
        9名です。
      en: Four to nine.   # beside the English
    sources:
      - S2  # first source
      - T

  # own of the third
  - id: ten_or_more
    when: {marketing_headcount: ">= 10",
           basics_ready: "true, false"}  # both
    then: {model: large}
    why: {ja: 10名以上です。, en: "Ten, or more."}
    sources: [S2]
# after the rows
values:
  small: {title: {ja: 小, en: S}, text: {ja: 小, en: S}}
  mid: {title: {ja: 中, en: M}, text: {ja: 中, en: M}}
  large: {title: {ja: 大, en: L}, text: {ja: 大, en: L}}
# the end
"""


def commented(text: str = COMMENTED) -> Files:
    """The shipped pack with a table full of comments in many styles."""
    return {**pack_files(), MODEL: text.encode()}


def changed_text(edit: Edit, files: Files | None = None) -> str:
    """model.yaml after an edit of its sheet; nothing else may have changed, and the pack must load."""
    base = pack_files() if files is None else files
    content = shipped_workbook() if files is None else exported(files)
    found = imported(edited(content, edit), base)
    assert {name for name in base if found[name] != base[name]} <= {MODEL}
    load_rules(found, shipped_questionnaire())
    return found[MODEL].decode()


def test_an_untouched_workbook_changes_no_byte() -> None:
    assert imported(shipped_workbook()) == pack_files()
    assert imported(edited(shipped_workbook(), list)) == pack_files()


@pytest.mark.parametrize("text", [COMMENTED, COMMENTED.replace("\n", "\r\n"), COMMENTED.rstrip()])
def test_an_untouched_workbook_of_a_commented_table_changes_no_byte(text: str) -> None:
    files = commented(text)
    assert imported(exported(files), files) == files


def test_a_threshold_changes_only_its_cell() -> None:
    text = changed_text(lambda book: put(book, "model", "eleven_or_more", marketing_headcount=">= 12"))
    assert text == pack_files()[MODEL].decode().replace('">= 11"', '">= 12"')


def test_a_sentence_changes_only_itself() -> None:
    text = changed_text(lambda book: put(book, "model", "four_to_nine", why_ja="新しい文: 「引用」と、# 記号。"))
    old = pack_files()[MODEL].decode()
    lines = [(a, b) for a, b in zip(old.splitlines(), text.splitlines(), strict=True) if a != b]
    (english,) = (a.partition(", en: ")[2] for a, _ in lines)
    assert english.startswith('"With a marketing headcount of 4 to 9')
    assert [new for _, new in lines] == [f'    why: {{ja: "新しい文: 「引用」と、# 記号。", en: {english}']


def test_an_english_sentence_changes_only_itself() -> None:
    text = changed_text(lambda book: put(book, "model", "four_to_nine", why_en="A sentence: # with signs."))
    old = pack_files()[MODEL].decode()
    lines = [(a, b) for a, b in zip(old.splitlines(), text.splitlines(), strict=True) if a != b]
    (japanese,) = (a.partition(", en: ")[0] for a, _ in lines)
    assert japanese.startswith("    why: {ja: マーケティング担当者が4名から9名")
    assert [new for _, new in lines] == [f'{japanese}, en: "A sentence: # with signs."}}']


def test_a_row_is_added_in_the_style_of_the_file() -> None:
    text = changed_text(lambda book: add(book, "model", FIRST + 2, NEW))
    added = (
        "  - id: new_row\n"
        '    when: {marketing_headcount: ">= 12"}\n'
        "    then: {model: large}\n"
        "    why: {ja: 新しい理由です。, en: A new reason.}\n"
        "    sources: [S2]\n"
    )
    assert added + "  - id: ten_without_basics\n" in text
    assert text.replace(added, "") == pack_files()[MODEL].decode()


def test_a_row_goes_and_the_rest_stays() -> None:
    def remove(book: Workbook) -> None:
        book["model"].delete_rows(row_of(book["model"], "ten_with_basics"))

    text = changed_text(remove)
    blocks = pack_files()[MODEL].decode().split("  - id: ")
    assert text == "  - id: ".join(block for block in blocks if not block.startswith("ten_with_basics"))


def test_rows_change_places() -> None:
    def swap(book: Workbook) -> None:
        sheet = book["model"]
        for column in range(1, sheet.max_column + 1):
            one, other = sheet.cell(FIRST, column), sheet.cell(FIRST + 1, column)
            one.value, other.value = other.value, one.value

    text = changed_text(swap)
    old = pack_files()[MODEL].decode()
    assert sorted(text.splitlines()) == sorted(old.splitlines())
    assert text.index("four_to_nine") < text.index("up_to_three")


def test_an_entry_that_goes_and_one_that_comes_rewrite_their_mapping_alone() -> None:
    text = changed_text(
        lambda book: put(book, "model", "ten_with_basics", basics_ready="-", marketing_headcount="[10..10]")
    )
    assert '    when: {marketing_headcount: "[10..10]"}\n    then: {model: large}' in text
    text = changed_text(lambda book: put(book, "model", "four_to_nine", basics_ready="true"))
    assert '    when: {marketing_headcount: "[4..9]", basics_ready: true}\n' in text


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("＞＝　１２", '">= 12"'), ("≧12", '">= 12"'), ("［１２…９９９］", '"[12..999]"'),
        ("[12 .. 99]  ", '"[12..99]"'),
        (12, '"12"'), (12.0, '"12"'), ("12、13", '"12, 13"'), ("not( null )", '"not(null)"'), (">12,<3", '"> 12, < 3"'),
    ],
)  # fmt: skip
def test_what_people_and_excel_make_of_a_number_test_is_understood(cell: object, written: str) -> None:
    book = edited(shipped_workbook(), lambda book: put(book, "archetype", "small_company", employees=cell))
    found = imported(book)
    assert f"{{model: small, employees: {written}}}" in found["decisions/archetype.yaml"].decode()


@pytest.mark.parametrize("cell", [True, "TRUE", "true ", "ｔｒｕｅ"])
def test_a_boolean_in_any_spelling_is_the_word_it_was(cell: object) -> None:
    book = edited(shipped_workbook(), lambda book: put(book, "model", "ten_with_basics", basics_ready=cell))
    assert imported(book) == pack_files()


@pytest.mark.parametrize("cell", [10, 10.0, "１０", " 10 "])
def test_a_number_in_any_spelling_is_the_test_it_was(cell: object) -> None:
    book = edited(shipped_workbook(), lambda book: put(book, "model", "ten_with_basics", marketing_headcount=cell))
    assert imported(book) == pack_files()


def test_an_empty_cell_is_anything_and_empty_rows_are_passed_over() -> None:
    def edit(book: Workbook) -> None:
        put(book, "model", "up_to_three", basics_ready=None)
        book["model"].insert_rows(FIRST + 1, 3)

    assert imported(edited(shipped_workbook(), edit)) == pack_files()


def test_what_looks_like_a_formula_is_kept_as_text() -> None:
    def edit(book: Workbook) -> None:
        put(book, "model", "up_to_three", why_ja="=1+1")
        sheet = book["model"]
        sheet.cell(row_of(sheet, "up_to_three"), column_of(sheet, "why.ja")).data_type = "s"

    text = changed_text(edit)
    assert '{ja: "=1+1", en: "With' in text or '{ja: =1+1, en: "With' in text


def test_a_sheet_that_is_missing_leaves_its_table_as_it_is() -> None:
    def edit(book: Workbook) -> None:
        for name in book.sheetnames[3:]:
            del book[name]
        put(book, "model", "eleven_or_more", marketing_headcount=">= 12")

    assert '">= 12"' in changed_text(edit)


# Comments


def all_comments(text: str) -> list[str]:
    """Every comment of the fixture: it has no other `#`."""
    return [line[line.index("#") :].rstrip() for line in text.splitlines() if "#" in line]


def test_comments_of_a_row_are_its_notes() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(exported(commented())))["model"]
    notes = [sheet.cell(FIRST + n, column_of(sheet, "notes")).value for n in range(3)]
    assert notes == [
        "own of the first\nand more of it\ninclusive\nbefore why\nafter the first",
        "beside the dash\nin when\nbeside the test\nfolded\nbeside the English\nfirst source",
        "own of the third\nboth",
    ]


EVERY_CELL = {
    "marketing_headcount": "[4..8]", "basics_ready": "true, false", "model": "small",
    "why_ja": "新しい文です。", "why_en": "A new sentence: 'quoted'.", "sources": "T",
}  # fmt: skip


@pytest.mark.parametrize("row", ["up_to_three", "up_to_nine", "ten_or_more"])
@pytest.mark.parametrize("key", EVERY_CELL)
def test_a_changed_cell_keeps_every_comment_and_every_other_row(row: str, key: str) -> None:
    text = changed_text(lambda book: put(book, "model", row, **{key: EVERY_CELL[key]}), commented())
    assert sorted(all_comments(text)) == sorted(all_comments(COMMENTED))
    for other in {"up_to_three", "up_to_nine", "ten_or_more"} - {row}:
        assert block(text, other) == block(COMMENTED, other)


def block(text: str, id_: str) -> str:
    """The lines of a row of the fixture, from its id on."""
    part = text[text.index(f"id: {id_}\n") :]
    ends = [part.index(mark) for mark in ("\n    # after the first", "\n\n", "\n# after") if mark in part]
    return part[: min(ends)]


def test_comments_move_with_their_row_and_headings_stay_when_it_goes() -> None:
    def edit(book: Workbook) -> None:
        sheet = book["model"]
        sheet.delete_rows(row_of(sheet, "up_to_nine"))
        put(book, "model", "up_to_three", marketing_headcount="[0..9]")

    text = changed_text(edit, commented())
    gone = {"# beside the dash", "# in when", "# beside the test", "# folded", "# beside the English", "# first source"}
    assert set(all_comments(COMMENTED)) - set(all_comments(text)) == gone
    assert text.index("# Heading: the rest") < text.index("# own of the third") < text.index("id: ten_or_more")


def test_a_new_row_brings_its_notes_as_comments_and_an_empty_line_where_the_file_has_them() -> None:
    cells = {**NEW, "marketing_headcount": "11", "notes": "一つ目\n二つ目"}
    spaced = commented(COMMENTED.replace("  # own of the third\n", ""))
    text = changed_text(lambda book: add(book, "model", None, cells), spaced)
    assert "\n\n  # 一つ目\n  # 二つ目\n  - id: new_row\n" in text
    assert text.endswith(COMMENTED[COMMENTED.index("# after the rows") :])


def test_windows_line_ends_stay() -> None:
    files = commented(COMMENTED.replace("\n", "\r\n"))
    cells = {**NEW, "marketing_headcount": "11"}
    text = changed_text(lambda book: add(book, "model", None, cells), files)
    assert "\n" not in text.replace("\r\n", "")
