"""Lines of text: kinsoku, whole words, nothing lost, nothing wider than the line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.report.text import kinsoku
from app.report.text.breaking import Line, Manner, set_lines

MANNERS = [Manner(), Manner(justify=True), Manner(phrases=True), Manner(phrases=True, balance=True)]
JAPANESE = "あいうえお漢字組織図、。「」（）・ーっゃァ々―…　 \nAbc123,.%$（https://example.jp/a?b=1）10,000円"
texts = st.text(st.sampled_from(JAPANESE), max_size=120)
line_widths = st.floats(4, 40)


def em(text: str) -> Sequence[float]:
    """Half an em for Latin, one for everything else."""
    return [0.5 if character.isascii() else 1.0 for character in text]


def plain_width(line: Line) -> float:
    """How wide the line's characters are drawn, counted piece by piece."""
    text = line.text
    if not text:
        return 0.0
    spaces = sum(len(piece) * space for piece, space in line.pieces) - line.pieces[-1][1]
    blank = 0.5 if text[-1] in kinsoku.BLANK_AFTER else 0.0
    return line.indent + sum(em(text)) + spaces - blank


@given(texts, line_widths, st.sampled_from(MANNERS))
def test_nothing_is_lost_but_spaces_at_line_ends(text: str, width: float, manner: Manner) -> None:
    drawn = "".join(line.text for line in set_lines(text, em, width, manner))
    assert [c for c in drawn if c not in " \u3000"] == [c for c in text if c not in " \u3000\n"]


@given(texts, line_widths, st.sampled_from(MANNERS))
def test_no_line_is_wider_than_it_may_be(text: str, width: float, manner: Manner) -> None:
    for line in set_lines(text, em, width, manner):
        assert plain_width(line) == pytest.approx(line.width, abs=1e-6)
        assert line.width <= width + 1e-5


@given(texts, st.floats(12, 40), st.sampled_from(MANNERS))
def test_no_line_starts_or_ends_against_kinsoku(text: str, width: float, manner: Manner) -> None:
    for paragraph in text.split("\n"):
        lines = [line.text for line in set_lines(paragraph, em, width, manner)]
        for before, after in pairwise(lines):
            if not before or not after or _torn(paragraph, before, after, width):
                continue
            assert after[0] not in kinsoku.NO_START
            assert before[-1] not in kinsoku.NO_END


def _torn(paragraph: str, before: str, after: str, width: float) -> bool:
    """Whether there was no good break between the start of `before` and the width of a line."""
    at = paragraph.find(before + after)
    if at < 0:
        return True  # spaces were dropped between them: the break is at a space
    flags = kinsoku.breaks(paragraph)
    return not any(flags[at + 1 : at + len(before) + 1]) or sum(em(before)) >= width - 2


@given(st.lists(st.sampled_from(["organisation", "10,000", "組織", "B2B", "、", "は"]), max_size=40))
def test_words_and_numbers_stay_whole_where_they_fit(words: list[str]) -> None:
    lines = [line.text for line in set_lines(" ".join(words), em, 12, Manner(justify=True))]
    latin = {word for line in lines for word in re.findall(r"[A-Za-z0-9,]+", line)}
    assert latin <= {"organisation", "10,000", "B2B"}


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("組織の設計、", 5, ["組織の設", "計、"]),
        ("組織は（株）", 4, ["組織は", "（株）"]),
        ("合計10,000円です", 5, ["合計", "10,000円", "です"]),
        ("あいうえ。かき", 5, ["あいうえ。", "かき"]),
        ("「あ」「い」", 20, ["「あ」「い」"]),
    ],
)
def test_breaks(text: str, width: float, expected: list[str]) -> None:
    assert [line.text for line in set_lines(text, em, width, Manner())] == expected


def test_an_address_breaks_at_its_signs_before_it_is_torn() -> None:
    lines = [line.text for line in set_lines("https://example.jp/long/path/to/page", em, 8, Manner())]
    assert all(line[-1] in "/." for line in lines[:-1])


def test_a_word_wider_than_the_line_is_torn() -> None:
    assert [line.text for line in set_lines("a" * 25, em, 5, Manner())] == ["a" * 10, "a" * 10, "a" * 5]


def test_phrases_of_a_heading_stay_whole() -> None:
    lines = [
        line.text for line in set_lines("判断は社内に残し、作業は業務ごとに分けます", em, 12, Manner(phrases=True))
    ]
    assert lines == ["判断は社内に残し、作業は", "業務ごとに分けます"]


def test_words_that_make_up_a_name_are_parted_before_one_of_them_is_torn() -> None:
    for text, expected in (
        ("内外製・ナレッジ", ["内外製・", "ナレッジ"]),
        ("展示会セミナー運営", ["展示会", "セミナー運営"]),
        ("引き渡しは91日目以降", ["引き渡しは", "91日目以降"]),
    ):
        assert [line.text for line in set_lines(text, em, 6.5, Manner(phrases=True))] == expected


def test_an_ordinal_stays_whole_even_where_its_phrase_does_not() -> None:
    manner = Manner(phrases=True, balance=True)
    assert [line.text for line in set_lines("91日目以降", em, 3.6, manner)] == ["91日目", "以降"]


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize(
    "number",
    [
        "1人",
        "２つ",
        "60万円",
        "1億円",
        "0円",
        "6か月",
        "1か所",
        "3カ月",
        "3ヶ月間",
        "5項目",
        "2026年度",
        "10営業日",
        "75〜95万円",
    ],
)
def test_a_number_stays_with_its_counter_wherever_the_line_ends(number: str, manner: Manner) -> None:
    text = f"はじめの合計は月あたり{number}以上となるように決めてください"
    for half_ems in range(2 * len(number) + 4, 60):
        lines = [line.text for line in set_lines(text, em, half_ems / 2, manner)]
        assert any(number.rpartition("〜")[2] in line for line in lines), lines


def test_a_number_too_long_for_its_cell_is_parted_from_its_counter_before_it_is_torn() -> None:
    assert [line.text for line in set_lines("10,000,000万円", em, 5.5, Manner())] == ["10,000,000", "万円"]
    assert [line.text for line in set_lines("10,000,000万円", em, 5.5, Manner(phrases=True))] == ["10,000,000", "万円"]


def test_words_that_follow_a_number_without_counting_may_start_a_line() -> None:
    assert [line.text for line in set_lines("件数は10を超える", em, 4.2, Manner())] == ["件数は10", "を超える"]


def test_english_set_in_phrases_fills_its_lines_word_by_word() -> None:
    text = "The 15 items score 50 points, and the grade is C (partly in place)."
    lines = [line.text.strip() for line in set_lines(text, em, 17, Manner(phrases=True))]
    assert lines == ["The 15 items score 50 points, and", "the grade is C (partly in place)."]


def test_a_balanced_heading_has_lines_of_like_length() -> None:
    text = "1人がいくつかの役割を受け持っていてもかまいません。誰がどの役割を受け持つかを決めます。"
    first, second = set_lines(text, em, 40, Manner(phrases=True, balance=True))
    assert abs(first.width - second.width) < 8


def test_the_last_line_is_not_a_single_character() -> None:
    *_, last = set_lines("あ" * 41, em, 40, Manner(justify=True))
    assert len(last.text) >= 3


def test_justified_lines_fill_the_width_and_leave_words_alone() -> None:
    first, _ = set_lines("あいうABCDEFえおかきくけこさし", em, 11.3, Manner(justify=True))
    assert first.width == pytest.approx(11.3)
    assert all(not piece.isascii() or space <= 0.5 for piece, space in first.pieces)


def test_combining_marks_stay_with_their_letter() -> None:
    text = "a\u0301" * 30
    assert not any(unicodedata.combining(line.text[0]) for line in set_lines(text, em, 6.3, Manner()))


def test_words_between_spaces_are_not_stretched() -> None:
    lines = set_lines("Decide who has the last word on every measure", em, 8.2, Manner(justify=True))
    assert [space for line in lines for _, space in line.pieces] == [0.0] * len(lines)
