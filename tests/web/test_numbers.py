"""Whole numbers are read the way people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.numbers import NotANumber, parse_whole

REFUSED = [
    *(
        "約500",
        "五百",
        "1.5",
        "1．5",
        "1e3",
        "1_000",
        "12,00",
        "1,2,3",
        ",5",
        "5,",
        "1200円",
        "名",
        "1 200",
        "--5",
        "5-10",
    ),
    *("10²", "①", "½", "NaN", "Infinity", "0x10", "٣", "true", "1\x00"),
]


@pytest.mark.parametrize(
    ("typed", "unit", "number"),
    [
        ("1200", "名", 1200),
        ("１，２００", "名", 1200),
        ("1,200", "", 1200),
        (" 1200 ", "名", 1200),
        ("　１２００　名　", "名", 1200),
        ("1200名", "名", 1200),
        ("1,200 万円", "万円", 1200),
        ("１２００万円", "万円", 1200),
        ("０", "名", 0),
        ("007", "名", 7),
        ("-5", "名", -5),
        ("－５", "名", -5),
        ("−5", "名", -5),
        ("12,345,678", "", 12345678),
        ("9" * 31, "名", int("9" * 31)),
        ("-" + "9" * 5000, "名", -int("9" * 1000)),
        ("0" * 2000 + "7", "名", 7),
        ("", "名", None),
        (" 　 ", "名", None),
    ],
)
def test_understood(typed: str, unit: str, number: "int | None") -> None:
    assert parse_whole(typed, unit) == number


@pytest.mark.parametrize("typed", REFUSED)
def test_not_understood(typed: str) -> None:
    with pytest.raises(NotANumber):
        parse_whole(typed, "万円")


@given(st.integers(-(10**17), 10**17), st.sampled_from(["", "名", "万円", "本"]))
def test_any_number_written_any_way(number: int, unit: str) -> None:
    wide = str.maketrans("0123456789,-", "０１２３４５６７８９，－")
    for written in (f"{number}", f"{number:,}", f"{number:,}".translate(wide), f"　{number} {unit}"):
        assert parse_whole(written, unit) == number


@given(st.text())
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    with suppress(NotANumber):
        assert parse_whole(typed, "名") is None or any(c.isdigit() for c in typed)
