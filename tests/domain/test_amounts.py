"""Amounts of money read as people say them, in each language, and say exactly what they are."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.amounts import amount, amount_range, counted, in_manyen, read_back
from app.domain.texts import Text
from app.domain.wording import Wording

SAID = [
    (0, "0万円", "¥0"),
    (1, "1万円", "¥10,000"),
    (99, "99万円", "¥990,000"),
    (100, "100万円", "¥1 million"),
    (1234, "1,234万円", "¥12.34 million"),
    (9999, "9,999万円", "¥99.99 million"),
    (10000, "10,000万円（1億円）", "¥100 million"),
    (12000, "12,000万円（1億2,000万円）", "¥120 million"),
    (100000, "100,000万円（10億円）", "¥1 billion"),
    (123456, "123,456万円（12億3,456万円）", "¥1,234.56 million"),
    (125000, "125,000万円（12億5,000万円）", "¥1.25 billion"),
    (10**7, "10,000,000万円（1,000億円）", "¥100 billion"),
    (10**8 + 1, "100,000,001万円（1兆1万円）", "¥1,000,000.01 million"),
    (-12000, "-12,000万円（-1億2,000万円）", "-¥120 million"),
]


@pytest.mark.parametrize(("manyen", "ja", "en"), SAID)
def test_an_amount_in_words(wording: Wording, manyen: int, ja: str, en: str) -> None:
    assert (amount(manyen, wording, "ja"), amount(manyen, wording, "en")) == (ja, en)


@pytest.mark.parametrize(
    ("manyen", "ja", "en"),
    [
        (50, "50万円（500,000円）", "¥500,000"),
        (1200, "1,200万円（12,000,000円）", "¥12 million (¥12,000,000)"),
        (12345, "12,345万円（1億2,345万円）", "¥123.45 million (¥123,450,000)"),
        (120_000, "120,000万円（12億円）", "¥1.2 billion (¥1,200,000,000)"),
    ],
)
def test_an_amount_is_said_back_figure_by_figure(wording: Wording, manyen: int, ja: str, en: str) -> None:
    money = Text({"ja": "万円", "en": "×¥10,000"})
    assert (read_back(manyen, money, wording, "ja"), read_back(manyen, money, wording, "en")) == (ja, en)
    assert read_back(1200, Text({"ja": "名", "en": "people"}), wording, "ja") == "1,200名"


def test_two_amounts_in_words(wording: Wording) -> None:
    assert amount_range(30, 50, wording, "ja") == "30〜50万円"
    assert amount_range(30, 50, wording, "en") == "¥300,000–¥500,000"
    assert amount_range(9000, 12000, wording, "ja") == "9,000万円〜12,000万円（1億2,000万円）"


def test_the_unit_says_whether_a_number_is_money(wording: Wording) -> None:
    people, money = Text({"ja": "名", "en": "person|people"}), Text({"ja": "万円", "en": "×¥10,000"})
    assert (in_manyen(people), in_manyen(money), in_manyen(None)) == (False, True, False)
    assert [counted(12000, unit, wording, "ja") for unit in (people, None)] == ["12,000名", "12,000"]
    told = [counted(number, people, wording, "en") for number in (0, 1, 12000)]
    assert told == ["0 people", "1 person", "12,000 people"]


SCALES = {"兆": 10**12, "億": 10**8, "万": 10**4, "million": 10**6, "billion": 10**9, "": 1}


def yen(words: str) -> Fraction:
    """What words say, in yen."""
    parts = re.findall(r"([0-9.]+) ?(兆|億|万|million|billion|)", words.replace(",", ""))
    return sum((Fraction(number) * SCALES[scale] for number, scale in parts), Fraction(0))


@pytest.mark.parametrize("language", ["ja", "en"])
@given(manyen=st.integers(0, 10**11))
def test_words_lose_nothing(wording: Wording, language: str, manyen: int) -> None:
    for words in re.split("[（）]", amount(manyen, wording, language)):
        assert not words or yen(words) == manyen * 10_000
