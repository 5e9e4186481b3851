"""A fault of form hides no other fault of its file, and is told for itself alone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from app.cli.checking import check_all
from app.packs.files import Files
from app.packs.yaml_core import Path
from tests.packs.mutated import said
from tests.packs.rewording import place_at, with_value
from tests.support import pack_files, questionnaire_files

Faults = Mapping[Path, tuple[object, str]]

TOGETHER: dict[str, Faults] = {
    "budget.yaml": {
        ("months",): (0, "data-not-above"),
        ("advice",): ([50, 30], "range-reversed"),
        ("retained",): ("retaind", "reference-unknown-near"),
        ("article",): ("five", "data-not-whole-number"),
        ("bought", 0): ("outsorce", "reference-unknown-near"),
        ("sources", 0): ("S9", "sources-unknown"),
    },
    "checklist.yaml": {
        ("points", "yes"): ("one", "data-not-number"),
        ("axes", 0, "title"): (3, "data-not-mapping"),
        ("axes", 1, "items", 0): ("colour", "reference-unknown"),
    },
    "capacity.yaml": {
        ("horizons", 1, "days"): ([60, 31], "range-reversed"),
        ("horizons", 2, "title", "en"): ("", "data-empty"),
        ("limits", 0, "most"): (0, "data-not-above"),
        ("sources", 0): ("S9", "sources-unknown"),
    },
    "seats.yaml": {
        ("hats", 1, "always"): ("no", "data-not-boolean"),
        ("overload_above",): ("four", "data-not-whole-number"),
        ("spare",): ("gardener", "reference-unknown"),
        ("teams", 0, "weight"): (0, "data-not-above"),
        ("sources",): ([], "sources-empty"),
    },
    "facts.yaml": {
        ("per_task", 0, "label"): (3, "data-not-mapping"),
        ("derived", 0, "compute"): ("cuont", "data-not-one-of-near"),
        ("derived", 1, "matching", 0): ("colour", "reference-unknown"),
    },
    "pack.yaml": {
        ("edition",): ("", "data-empty"),
        ("languages", 1): ("xx", "data-not-one-of"),
        ("about", "ja"): ("{colour}", "text-placeholder"),
        ("levers", "fixed", 0): ("colour", "reference-unknown"),
    },
    "decisions/archetype.yaml": {
        ("hit",): ("uniqe", "data-not-one-of-near"),
        ("title",): ("x", "data-not-mapping"),
        ("rows", 0, "sources", 0): ("S3", "sources-unknown"),
        ("rows", 1, "when", "department_age"): ("under_1yr, oner_3y", "cell-unknown-value-near"),
        ("values", "lean", "text", "en"): ("{colour}", "text-placeholder"),
    },
    "decisions/model.yaml": {
        ("outputs",): ("model", "data-not-mapping"),
        ("inputs",): ("model", "data-not-list"),
        ("rows", 0, "sources", 0): ("S7", "sources-unknown"),
    },
    "findings.yaml": {
        ("findings", 1, "severity"): ("majr", "data-not-one-of-near"),
        ("findings", 1, "when", "decision_owner"): ("unclaer", "cell-unknown-value-near"),
        ("findings", 3): ("agency", "data-not-mapping"),
        ("findings", 26, "sources", 0): ("S9", "sources-unknown"),
    },
    "report.yaml": {
        ("goals", "small"): ("operations", "reference-unknown-near"),
        ("asks", 0, "on"): (3, "data-not-text"),
        ("asks", 1, "text", "en"): ("{colour}", "text-placeholder"),
        ("sales", "breakdowns", 0): ("leads", "data-not-mapping"),
        ("sales", "steps", 0, "action"): ("agree_mql_sqll", "reference-unknown-near"),
        ("changes", 0): (3, "data-not-text"),
        ("changes", 1): ("gardening", "reference-unknown"),
        ("decisions", 0, "rhythm"): (3, "data-not-mapping"),
        ("decisions", 0, "hats"): ([], "data-too-short"),
        ("decisions", 1, "sources", 0): ("S9", "sources-unknown"),
        ("decisions", 2): (3, "data-not-mapping"),
        ("kpi", "results"): ([], "data-too-short"),
        ("kpi", "measures", 0, "task"): ("gardening", "reference-unknown"),
    },
    "sections/company.yaml": {
        ("questions", 2, "required"): ("no", "data-not-boolean"),
        ("questions", 2, "accept", "max"): ("many", "data-not-whole-number"),
        ("questions", 2, "why"): (3, "data-not-mapping"),
        ("questions", 3, "left_out"): ("colour", "question-left-out"),
        ("questions", 3, "label", "en"): ("{colour}", "text-placeholder"),
    },
    "questionnaire.yaml": {
        ("edition",): (" ", "data-empty"),
        ("languages",): ([], "data-too-short"),
        ("intro", "ja"): ("{colour}", "text-placeholder"),
    },
}
"""Of each file, faults of form and of sense together; none rests on another."""


def _with(file: str, faults: Faults) -> tuple[Files, Files]:
    questionnaire, pack = questionnaire_files(), pack_files()
    for path, (value, _) in faults.items():
        if file in questionnaire:
            questionnaire = with_value(questionnaire, file, path, value)
        else:
            pack = with_value(pack, file, path, value)
    return questionnaire, pack


@pytest.mark.parametrize("file", TOGETHER)
def test_all_faults_of_a_file_are_told_at_their_places_and_nothing_else(file: str) -> None:
    questionnaire, pack = _with(file, TOGETHER[file])
    found = said(check_all(questionnaire, pack).faults)
    expected = {(code, place_at({**questionnaire, **pack}, file, path)) for path, (_, code) in TOGETHER[file].items()}
    assert {(fault.code, str(fault.at)) for fault in found} == expected


@pytest.mark.parametrize("file", TOGETHER)
def test_each_of_them_is_told_alone(file: str) -> None:
    path, (value, code) = next(iter(TOGETHER[file].items()))
    assert [fault.code for fault in check_all(*_with(file, {path: (value, code)})).faults] == [code]


@pytest.mark.parametrize(
    ("file", "path", "value", "code"),
    [
        ("seats.yaml", ("nobody", "hats"), "lead", "data-not-list"),
        ("seats.yaml", ("hats", 0, "always"), "no", "data-not-boolean"),
        ("decisions/model.yaml", ("rows", 0, "then"), 3, "data-not-mapping"),
        ("decisions/model.yaml", ("outputs",), {"model": 3}, "data-not-list"),
    ],
)
def test_what_the_report_hangs_on_is_told_alone_where_it_cannot_be_read(
    file: str, path: Path, value: object, code: str
) -> None:
    found = said(check_all(*_with(file, {path: (value, code)})).faults)
    assert [(fault.code, fault.at.file if fault.at else "") for fault in found] == [(code, file)]


def test_faults_of_the_report_hide_no_name_that_is_missing_elsewhere() -> None:
    # Decisions and hats of report.yaml are no decisions of tables and no hats others name.
    files = with_value(pack_files(), "report.yaml", ("decisions", 0), 3)
    files = with_value(files, "report.yaml", ("decisions", 1, "hats", 0), 3)
    files = with_value(files, "report.yaml", ("decisions", 3, "id"), "vendors")
    files = with_value(files, "findings.yaml", ("findings", 1, "when"), {"colour": "red"})
    files = with_value(files, "actions.yaml", ("actions", 0, "owner"), "gardener")
    assert [fault.code for fault in check_all(questionnaire_files(), files).faults] == [
        "reference-unknown", "condition-unknown-fact", "data-not-mapping", "data-not-text", "id-twice"]  # fmt: skip


def test_every_unknown_word_of_a_cell_is_told() -> None:
    when = {"decision_owner": "unclaer, head, agenzy", "employees": "< 0, [9..4], 5"}
    files = with_value(pack_files(), "findings.yaml", ("findings", 1, "when"), when)
    found = said(check_all(questionnaire_files(), files).faults)
    assert sorted((fault.code, fault.params.get("value")) for fault in found if "value" in fault.params) == [
        ("cell-unknown-value-near", "agenzy"), ("cell-unknown-value-near", "unclaer")]  # fmt: skip
    assert {fault.code for fault in found if "value" not in fault.params} == {"cell-out-of-range", "range-reversed"}


def test_an_entry_behind_one_that_is_left_out_keeps_its_number() -> None:
    files = with_value(pack_files(), "findings.yaml", ("findings", 26, "sources"), ["S9"])
    files = with_value(files, "findings.yaml", ("findings", 3), "agency")
    assert [fault.subject for fault in check_all(questionnaire_files(), files).faults] == [
        "findings[3]", "findings[26].sources[0]"]  # fmt: skip


@pytest.mark.parametrize(
    ("languages", "code", "path"),
    [
        ([], "data-too-short", ("languages",)),
        (["ja", "ja", "en"], "language-twice", ("languages", 1)),
        (["ja", "xx"], "data-not-one-of", ("languages", 1)),
        ("ja", "data-not-list", ("languages",)),
    ],
)
def test_languages_are_known_ones_each_once(languages: object, code: str, path: Path) -> None:
    pack = with_value(pack_files(), "pack.yaml", ("languages",), languages)
    asked = with_value(questionnaire_files(), "questionnaire.yaml", ("languages",), languages)
    found = said(check_all(asked, pack).faults)
    assert [(fault.code, str(fault.at)) for fault in found] == [
        (code, place_at(pack, "pack.yaml", path)), (code, place_at(asked, "questionnaire.yaml", path))]  # fmt: skip


def test_a_name_that_is_given_a_form_no_name_has_is_not_missed_elsewhere() -> None:
    # Actions read this finding, under the name it should have.
    files = with_value(pack_files(), "findings.yaml", ("findings", 3, "id"), "Up-To")
    assert [fault.code for fault in check_all(questionnaire_files(), files).faults] == ["data-bad-identifier"]
    files = with_value(
        files, "actions.yaml", ("actions", 5, "when"), {"finding:nothing": True, "finding:nowhere": True}
    )
    told = [fault.code for fault in check_all(questionnaire_files(), files).faults]
    assert told.count("condition-unknown-fact") >= 2
