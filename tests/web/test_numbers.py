"""Whole numbers and amounts of money are read the way people type them, and nothing is guessed."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.numbers import NotANumber, parse_whole

PEOPLE, MONEY = ("名", "person", "people"), ("万円", "×¥10,000")
WIDE = str.maketrans("0123456789,.-", "０１２３４５６７８９，．－")

UNDERSTOOD = [
    ("1200", 1200),
    ("１，２００", 1200),
    ("1,200", 1200),
    (" 1200 ", 1200),
    ("　１２００　名　", 1200),
    ("1200名", 1200),
    ("1,200 人", 1200),
    ("1200 people", 1200),
    ("12 people", 12),
    ("1 person", 1),
    ("約10名", 10),
    ("およそ１０", 10),
    ("10人くらい", 10),
    ("10名程度", 10),
    ("about 10 people", 10),
    ("1.2万人", 12000),
    ("3千名", 3000),
    ("12k", 12000),
    ("10.0", 10),
    ("０", 0),
    ("007", 7),
    ("-5", -5),
    ("－５", -5),
    ("−5", -5),
    ("12,345,678", 12345678),
    ("9" * 31, int("9" * 31)),
    ("-" + "9" * 5000, -int("9" * 1000)),
    ("0" * 2000 + "7", 7),
    ("", None),
    (" 　 ", None),
]
UNDERSTOOD_AS_MONEY = [
    ("1200", 1200),
    ("1200万円", 1200),
    ("1,200 万円", 1200),
    ("１，２００万", 1200),
    ("約500万円", 500),
    ("1.2億", 12000),
    ("１．２億円", 12000),
    ("1億", 10000),
    ("1億2000万", 12000),
    ("1億2,000万円", 12000),
    ("1億 2000万 円", 12000),
    ("3千万円", 3000),
    ("12百万円", 1200),
    ("1兆円", 10**8),
    ("12,000,000円", 1200),
    ("¥12,000,000", 1200),
    ("￥12,000,000", 1200),
    ("\\12,000,000", 1200),
    ("12,000,000 yen", 1200),
    ("JPY 12,000,000", 1200),
    ("¥12 million", 1200),
    ("12 million", 1200),
    ("12 million yen", 1200),
    ("¥12m", 1200),
    ("1.2 billion yen", 120000),
    ("1.2bn", 120000),
    ("¥500k", 50),
    ("1.2 oku", 12000),
    ("1,200 man yen", 1200),
    ("120 ×¥10,000", 120),
    ("0円", 0),
    ("-1億円", -10000),
]
UNREADABLE = [
    *("五百", "1e3", "1_000", "12,00", "1,2,3", ",5", "5,", "1 200", "5 0", "--5", "5-10", "10〜20", "〜10", "10以上"),
    *("10²", "①", "½", "NaN", "Infinity", "0x10", "٣", "true", "1\x00", "約", "億", "1.", "1万2万", "1.2億3000万"),
    *("1億20000万", "1億" * 30, "1" * 70 + "x", "<script>"),
]


@pytest.mark.parametrize(("typed", "number"), UNDERSTOOD)
def test_a_count_is_understood(typed: str, number: "int | None") -> None:
    assert parse_whole(typed, *PEOPLE) == number


@pytest.mark.parametrize(("typed", "number"), UNDERSTOOD_AS_MONEY)
def test_an_amount_is_understood_in_manyen(typed: str, number: int) -> None:
    assert parse_whole(typed, *MONEY) == number


def complaint(typed: str, *units: str) -> str:
    """The key of what is said of something that cannot be read."""
    with pytest.raises(NotANumber) as raised:
        parse_whole(typed, *units)
    return raised.value.key


@pytest.mark.parametrize("typed", UNREADABLE)
def test_what_is_no_number_is_told_as_such_with_examples_of_the_field(typed: str) -> None:
    assert complaint(typed, *PEOPLE) == "field.number.unreadable"
    assert complaint(typed, *MONEY) == "field.number.unreadable.money"


@pytest.mark.parametrize("typed", ["1200円", "¥12", "5 man", "5 men", "12m", "名", "3億円"])
def test_money_is_no_count(typed: str) -> None:
    assert complaint(typed, *PEOPLE) == "field.number.unreadable"


@pytest.mark.parametrize("typed", ["5千", "300百", "500k", "1億2000", "1億2千"])
def test_an_amount_with_two_meanings_is_not_guessed(typed: str) -> None:
    assert complaint(typed, *MONEY) == "field.number.ambiguous"


@pytest.mark.parametrize("typed", ["1200円", "12,345,678円", "1.5", "1.5万", "1億2000円", "0.00001億", "¥12.345"])
def test_an_amount_that_is_not_whole_in_manyen_is_not_rounded(typed: str) -> None:
    assert complaint(typed, *MONEY) == "field.number.not_whole.money"


@pytest.mark.parametrize("typed", ["1.5", "1．5", "10.5名", "約1.5人"])
def test_half_a_person_is_not_rounded(typed: str) -> None:
    assert complaint(typed, *PEOPLE) == "field.number.not_whole"


@given(st.integers(-(10**17), 10**17), st.sampled_from(["", "名", "万円", "本"]))
def test_any_number_written_any_way(number: int, unit: str) -> None:
    for written in (f"{number}", f"{number:,}", f"{number:,}".translate(WIDE), f"　{number} {unit}"):
        assert parse_whole(written, unit) == number


def spellings(manyen: int) -> Iterator[str]:
    """The ways to write an amount that the field accepts."""
    oku, man = divmod(manyen, 10_000)
    yield from (f"{manyen}", f"{manyen:,}", f"{manyen}万", f"{manyen:,}万円", f"約{manyen:,} 万円")
    yield from (f"{manyen * 10_000:,}円", f"¥{manyen * 10_000}", f"JPY {manyen * 10_000:,}", f"{manyen}0000 yen")
    yield from (f"{decimal(manyen, 4)}億", f"{decimal(manyen, 4)}億円", f"¥{decimal(manyen, 2)} million")
    yield from (f"{decimal(manyen, 5)} billion yen", f"{decimal(manyen, 2)}m")
    if oku:
        yield from (f"{oku}億{man}万", f"{oku:,}億{man:,}万円") if man else (f"{oku}億", f"{oku:,}億円")


def decimal(number: int, places: int) -> str:
    """The number divided by a power of ten, written out."""
    digits = str(number).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


@given(st.integers(0, 10**8 - 1))
def test_any_amount_written_any_way(manyen: int) -> None:
    for written in spellings(manyen):
        for each in (written, written.translate(WIDE), f"　{written} "):
            assert parse_whole(each, *MONEY) == manyen, each


PIECES = [
    "1",
    "2000",
    "1,200",
    "0",
    ".5",
    "億",
    "万",
    "千",
    "百万",
    "円",
    "¥",
    "名",
    "約",
    "くらい",
    " ",
    "-",
    "million",
    "m",
    "yen",
]


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    for units in (PEOPLE, MONEY, ()):
        with suppress(NotANumber):
            assert parse_whole(typed, *units) is None or any(c.isdigit() for c in typed)


@pytest.mark.parametrize("piece", ["9", "9,999", "1億", "約", " ", "0.", "-", "¥", "くらい", "万円"])
def test_a_hundred_thousand_characters_are_read_no_further_than_sense_goes(piece: str) -> None:
    typed = (piece * 100_000)[:100_000]
    for each in (typed, typed + "名", typed + "万円", "約" + typed):
        for units in (PEOPLE, MONEY):
            with suppress(NotANumber):
                found = parse_whole(each, *units)
                assert found is None or len(f"{abs(found)}") <= 1000
