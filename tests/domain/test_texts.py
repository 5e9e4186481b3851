"""Words with places to fill, and the forms of words that go with a number."""

from __future__ import annotations

import pytest

from app.domain.texts import Text, form, forms, places, within

LEFT = Text({"ja": "あと{count}問です。", "en": "There {count|is|are} {count} {count|question|questions} left."})


@pytest.mark.parametrize(
    ("count", "en"),
    [
        ("0", "There are 0 questions left."),
        ("1", "There is 1 question left."),
        ("2", "There are 2 questions left."),
        ("11", "There are 11 questions left."),
        ("1,001", "There are 1,001 questions left."),
    ],
)
def test_a_word_takes_the_form_that_goes_with_its_number(count: str, en: str) -> None:
    assert LEFT.fill("en", {"count": count}.__getitem__) == en
    assert LEFT.fill("ja", {"count": count}.__getitem__) == f"あと{count}問です。"


def test_the_places_of_forms_are_places_too() -> None:
    assert LEFT.placeholders() == {"count"}
    assert places(LEFT.say("en")) == ["count", "count", "count"]
    assert places("{a|b} {A|b|c} {a|b|c|d} {} {a|{b}|c}") == ["b"]


def test_what_fills_a_place_is_not_itself_filled() -> None:
    assert Text({"en": "{name}: {name|one|more}"}).fill("en", lambda _: "{name}") == "{name}: more"


def test_a_unit_has_a_form_for_one() -> None:
    assert [form("person|people", number) for number in (0, 1, 2)] == ["people", "person", "people"]
    assert [form("名", number) for number in (0, 1, 2)] == ["名"] * 3
    assert (forms("person|people"), forms("名")) == (["person", "people"], ["名"])


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Content team", "content team"),
        ("A team", "a team"),
        ("ABM team", "ABM team"),
        ("MQL", "MQL"),
        ("Webチーム", "Webチーム"),
        ("獲得チーム", "獲得チーム"),
        ("獲得 Content team", "獲得 Content team"),
    ],
)
def test_a_title_within_a_phrase_has_a_small_letter_unless_it_starts_with_an_abbreviation(
    title: str, told: str
) -> None:
    assert within(title) == told
