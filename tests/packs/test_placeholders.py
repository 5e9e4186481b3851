"""Every place to fill, wherever it is said, finds something to stand in it, in every language."""

from __future__ import annotations

import pytest

from app.cli.checking import check_all
from app.packs.yaml_core import Path
from tests.packs.mutated import said
from tests.packs.rewording import place_at, with_value
from tests.support import pack_files, questionnaire_files

ASKED_OF_EVERYBODY, ASKED_OF_SOME = 14, 1
"""The places of an ask that hangs on the conclusion `model`, and of one that hangs on an action."""
OUTSIDE: list[tuple[str, Path]] = [
    ("pack.yaml", ("about",)),
    ("tasks.yaml", ("decision_why",)),
    ("tasks.yaml", ("groups", 0, "text")),
    ("tasks.yaml", ("tasks", 0, "text")),
    ("tasks.yaml", ("tasks", 0, "decides")),
    ("checklist.yaml", ("axes", 0, "text")),
    ("seats.yaml", ("hats", 0, "text")),
    ("glossary.yaml", ("terms", 0, "term")),
    ("glossary.yaml", ("terms", 0, "reading")),
    ("glossary.yaml", ("terms", 0, "meaning")),
    ("sources.yaml", ("sources", 0, "publisher")),
    ("sources.yaml", ("sources", 0, "note")),
    ("decisions/model.yaml", ("values", "small", "text")),
    ("decisions/model.yaml", ("values", "small", "details", 0, "text")),
    ("report.yaml", ("asks", ASKED_OF_EVERYBODY, "text")),
    ("report.yaml", ("sales", "steps", 0, "text")),
    ("report.yaml", ("decisions", 0, "figure")),
    ("report.yaml", ("decisions", 0, "rhythm")),
]
"""Texts that are said whatever holds."""
NAMES: list[tuple[str, Path]] = [
    ("pack.yaml", ("title",)),
    ("tasks.yaml", ("groups", 0, "title")),
    ("tasks.yaml", ("tasks", 0, "title")),
    ("checklist.yaml", ("axes", 0, "title")),
    ("capacity.yaml", ("horizons", 0, "title")),
    ("seats.yaml", ("hats", 0, "title")),
    ("seats.yaml", ("teams", 0, "title")),
    ("seats.yaml", ("nobody", "title")),
    ("sources.yaml", ("sources", 0, "title")),
    ("facts.yaml", ("per_task", 0, "label")),
    ("facts.yaml", ("derived", 0, "label")),
    ("decisions/model.yaml", ("title",)),
    ("decisions/model.yaml", ("question",)),
    ("decisions/model.yaml", ("values", "small", "title")),
    ("decisions/model.yaml", ("values", "small", "details", 0, "title")),
    ("findings.yaml", ("findings", 1, "title")),
    ("actions.yaml", ("actions", 1, "title")),
    ("benchmarks.yaml", ("benchmarks", 0, "title")),
    ("report.yaml", ("sales", "breakdowns", 0, "title")),
    ("report.yaml", ("sales", "steps", 0, "title")),
    ("report.yaml", ("decisions", 0, "title")),
    ("report.yaml", ("kpi", "results", 0, "title")),
    ("report.yaml", ("kpi", "measures", 0, "unit")),
]
"""What something is called."""
RULES: list[tuple[str, Path]] = [
    *(("findings.yaml", ("findings", 1, key)) for key in ("meaning", "why")),
    *(("actions.yaml", ("actions", 1, key)) for key in ("task", "artifact", "done", "why")),
    *(("benchmarks.yaml", ("benchmarks", 1, key)) for key in ("figure", "caveat", "why")),
    ("notes.yaml", ("notes", 0, "text")),
    ("decisions/model.yaml", ("rows", 0, "why")),
    ("decisions/execution.yaml", ("rows", 0, "why")),
    ("report.yaml", ("asks", ASKED_OF_SOME, "text")),
]
"""Texts that are said where a rule holds that tests neither of the facts below."""
UNKNOWN, EMPTY, KNOWN = "{basics_lacking}", "{articles_per_month}", "{employees}"


def told(words: str, *places: tuple[str, Path]) -> tuple[list[tuple[str, str]], list[str]]:
    """What a check of the pack with those words in place of texts tells, and where; and where these stand."""
    files = pack_files()
    for file, path in places:
        files = with_value(files, file, path, {"ja": f"{words}です。", "en": f"{words} of them."})
    faults = said(check_all(questionnaire_files(), files).faults)
    return [(f.code, str(f.at)) for f in faults], [place_at(files, file, (*path, "ja")) for file, path in places]


@pytest.mark.parametrize(
    ("words", "places", "code"),
    [
        (UNKNOWN, OUTSIDE, "placeholder-not-everywhere"),
        (EMPTY, OUTSIDE, "placeholder-may-be-empty"),
        (KNOWN, NAMES, "placeholder-in-name"),
        (UNKNOWN, RULES, "placeholder-not-tested"),
        (EMPTY, RULES, "placeholder-no-value"),
        ("{task:content.skilled}", [("decisions/execution.yaml", ("rows", 2, "why"))], "placeholder-not-tested"),
    ],
)
def test_every_place_that_may_find_nothing_is_told_where_it_stands(
    words: str, places: list[tuple[str, Path]], code: str
) -> None:
    found, where = told(words, *places)
    assert sorted(found) == sorted((code, place) for place in where)


def test_what_is_always_known_can_be_named_everywhere() -> None:
    for words in ("{employees}{confidence}", "{model}{basics_yes}"):
        assert told(words, *OUTSIDE, *RULES)[0] == []


def test_an_ask_may_name_what_its_action_or_its_finding_tests() -> None:
    text: Path = ("asks", ASKED_OF_SOME, "text")
    for on, file, rule in (
        ("action:appoint_decision_owner", "actions.yaml", ("actions", 1)),
        ("finding:decision_owner_missing", "findings.yaml", ("findings", 1)),
    ):
        files = with_value(pack_files(), "report.yaml", ("asks", ASKED_OF_SOME, "on"), on)
        files = with_value(files, "report.yaml", text, {"ja": UNKNOWN, "en": UNKNOWN})
        (fault,) = check_all(questionnaire_files(), files).faults
        assert (fault.code, fault.subject) == ("placeholder-not-tested", f"asks[{ASKED_OF_SOME}].text")
        tested = with_value(files, file, (*rule, "when"), {"basics_lacking": ">= 3"})
        assert [each.code for each in check_all(questionnaire_files(), tested).faults] == []


def test_an_ask_that_hangs_on_nothing_is_not_told_for_its_words() -> None:
    for on, code in ((3, "data-not-text"), ("finding:nobody_at_all", "reference-unknown")):
        files = with_value(pack_files(), "report.yaml", ("asks", ASKED_OF_SOME, "on"), on)
        files = with_value(files, "report.yaml", ("asks", ASKED_OF_SOME, "text"), {"ja": UNKNOWN, "en": UNKNOWN})
        assert [each.code for each in check_all(questionnaire_files(), files).faults] == [code]


@pytest.mark.parametrize(
    ("ja", "en", "language"), [("{employees}名です。", "Many.", "en"), ("多いです。", "{employees} people.", "ja")]
)
def test_every_language_has_the_same_places_to_fill(ja: str, en: str, language: str) -> None:
    files = with_value(pack_files(), "pack.yaml", ("about",), {"ja": ja, "en": en})
    (fault,) = said(check_all(questionnaire_files(), files).faults)
    assert (fault.code, fault.params["name"], fault.params["language"]) == ("placeholder-uneven", "employees", language)
    assert str(fault.at) == place_at(files, "pack.yaml", ("about", language))


def test_a_rule_that_is_left_out_for_another_fault_is_not_told_for_its_words() -> None:
    files = with_value(pack_files(), "findings.yaml", ("findings", 1, "why"), {"ja": UNKNOWN, "en": UNKNOWN})
    files = with_value(files, "findings.yaml", ("findings", 1, "when"), {"decision_owner": "nobody"})
    assert [fault.code for fault in check_all(questionnaire_files(), files).faults] == ["cell-unknown-value"]


def test_what_a_table_that_is_left_out_makes_known_everywhere_is_not_told_as_unknown() -> None:
    files = with_value(pack_files(), "pack.yaml", ("about",), {"ja": "{basics_yes}", "en": "{basics_yes}"})
    assert check_all(questionnaire_files(), files).faults == ()
    broken = with_value(files, "decisions/basics_ready.yaml", ("rows", 0, "sources"), [])
    assert [fault.code for fault in check_all(questionnaire_files(), broken).faults] == ["sources-empty"]
    broken = with_value(files, "decisions/basics_ready.yaml", ("rows", 0, "when"), {"basics_yes": "many"})
    assert [fault.code for fault in check_all(questionnaire_files(), broken).faults] == ["cell-not-a-number-test"]
    unread = {**files, "decisions/basics_ready.yaml": b"a: [\n"}
    assert [fault.code for fault in check_all(questionnaire_files(), unread).faults] == ["yaml-broken"]
