"""Each value of a rule pack that cannot be meant is told once, at its place, and nothing that follows from it."""

from __future__ import annotations

import pytest

from app.domain.errors import Problem
from app.packs.files import Files
from app.packs.pack_documents import read_documents
from app.packs.pack_files import read_rules
from app.packs.questionnaire_files import QuestionnaireRead
from app.packs.values import check_values
from tests.packs.mutated import changed, in_pack, place_of, said
from tests.support import pack_files, shipped_questionnaire

ADVICE, EXECUTION, PHASE = "decisions/advice.yaml", "decisions/execution.yaml", "decisions/phase.yaml"
NEAR, UNKNOWN = "reference-unknown-near", "reference-unknown"

# file, what is replaced by what, the code that is told, and what stands at the place it is told for
BUDGET = [
    ("retained: retained", "retained: retaind", NEAR, "retaind"),
    ("retained: retained", "retained: outsource", UNKNOWN, "outsource\n"),  # of execution, not of advice
    (r"\[outsource, hybrid\]", "[outsource, hybrit]", NEAR, "hybrit"),
    (r"\[outsource, hybrid\]", "[spot]", UNKNOWN, "spot"),  # of advice, not of execution
    (r"advice: \[30, 50\]", "advice: [50, 30]", "range-reversed", "[50, 30]"),
    (r"advice: \[30, 50\]", "advice: [-30, 50]", "number-negative", "-30"),
    (r"advice: \[30, 50\]", "advice: [30, -50]", "number-negative", "-50"),
]
CAPACITY = [
    (r"\[0, 30\]", "[30, 0]", "range-reversed", "[30, 0]"),
    (r"\[31, 60\]", "[60, 31]", "range-reversed", "[60, 31]"),
    (r"\[0, 30\]", "[-1, 30]", "number-negative", "-1"),
    (r"\[31, 60\]", "[30, 60]", "horizon-too-early", "[30, 60]"),
    (r"\[31, 60\]", "[31, 61]", "horizon-too-early", "[61, 90]"),
    (r"\[0, 30\]", "[100, 130]", "horizon-too-early", "[31, 60]"),
    (r"( *- \{id: now.*\n)( *- \{id: next.*\n)", r"\2\1", "horizon-too-early", "[0, 30]"),
    ("headcount: 3,", "headcount: 1,", "limit-not-above", "1, most: 4"),
    ("headcount: 3,", "headcount: 30,", "limit-not-above", "9, most: 5"),
    ("headcount: 1,", "headcount: -1,", "number-negative", "-1"),
]
CHECKLIST = [
    ("partial: 0.5", "partail: 0.5", NEAR, "partail"),
    ("no: 0}", "no: 0, colour: 1}", UNKNOWN, "colour"),
    ("partial: 0.5", "partial: 5", "points-out-of-range", "5,"),
    ("no: 0}", "no: -0.1}", "points-out-of-range", "-0.1"),
    (" partial: 0.5,", "", "points-missing", "{yes: 1"),
    ("shared_kpi, lead", "kpi_kind, lead", "item-without-points", "kpi_kind"),
    ("shared_kpi, lead", "employees, lead", "item-without-points", "employees"),
    (r"\[shared_kpi, lead", "[mql_agreed, lead", "item-twice", "mql_agreed, lead"),
    (r"lead_data_shared, impr", "shared_kpi, impr", "item-twice", "shared_kpi, impr"),
]
FACTS = [
    (r"matching: \['yes'\]", "matching: [yess]", NEAR, "yess"),
    (r"matching: \['yes'\]", "matching: [zzz]", UNKNOWN, "zzz"),
    (r"matching: \['yes'\]", "matching: [true]", UNKNOWN, "true]"),
    (r"matching: \['yes'\]", "matching: [null]", UNKNOWN, "null]"),  # unanswered is `unknown` in all six
    (r"matching: \['yes'\]", "matching: [not_applicable]", UNKNOWN, "not_applicable]"),  # of another question
    (r"matching: \[outsource, hybrid\]", "matching: [outsource, hybrd]", NEAR, "hybrd"),
    (r"matching: \[stage_in\]", "matching: [hybrid]", UNKNOWN, "hybrid]\n  - id: budget"),
    (r"silent: \[unknown, null\]", "silent: [unknwon, null]", NEAR, "unknwon"),
    (r"silent: \[unknown, null\]", "silent: [unknown, 'null']", UNKNOWN, "'null'"),
    (r"inapplicable: \[not_applicable\]", "inapplicable: [not_aplicable]", NEAR, "not_aplicable"),
    ("  - id: phase_tentative", "  - id: phase_tentativ", NEAR, "phase_tentativ\n"),
    ("  - id: phase_tentative", "  - id: colour", UNKNOWN, "colour\n"),
]
SEVEN = "  - headcount: 7\n    seats:\n      "
HATS = [
    (rf"({SEVEN})- \[lead\]", r"\1- [abm]", "hat-unworn", "- [abm]"),
    (r"seats: \[\[rest\]\]", "seats: [[execution]]", "hat-unworn", "[[execution]]"),
    (r"hats: \[lead, knowledge\]\}", "hats: [lead]}", "hat-teamless", "- {id: planning"),
]  # fmt: skip
FAULTS = [
    *(("budget.yaml", *fault) for fault in BUDGET),
    *(("capacity.yaml", *fault) for fault in CAPACITY),
    *(("checklist.yaml", *fault) for fault in CHECKLIST),
    *(("facts.yaml", *fault) for fault in FACTS),
    *(("seats.yaml", *fault) for fault in HATS),
]

# file, and the id of an entry that is there twice
ENTRIES = [
    ("sources.yaml", "FO"), ("glossary.yaml", "cac"), ("tasks.yaml", "core"), ("tasks.yaml", "design"),
    ("checklist.yaml", "handoff"), ("seats.yaml", "abm"), ("facts.yaml", "skilled"), ("facts.yaml", "confidence"),
    ("facts.yaml", "phase_tentative"),
]  # fmt: skip
NEW = "  - {{id: {}, label: {{ja: x, en: x}}, compute: articles_open}}\n"
NEW_OF_TASKS = '  - {{id: {}, label: {{ja: x, en: x}}, answer_to: "task_{{task}}"}}\n'
# file, what is replaced by what, and the file and the words where an id is told that something else has
IDS = [
    ("capacity.yaml", r"( *- \{id: next,.*\n)", r"\1\1", "capacity.yaml", "next,"),
    ("seats.yaml", r"\{id: data,", "{id: content,", "seats.yaml", "content,"),
    ("facts.yaml", "labels:\n", "labels:\n  - {id: confidence, label: {ja: x, en: x}}\n", "facts.yaml",
     "confidence,"),
    ("facts.yaml", "derived:\n", "derived:\n" + NEW.format("company_name"), "facts.yaml", "company_name,"),
    ("facts.yaml", "derived:\n", "derived:\n" + NEW.format("archetype"), "decisions/archetype.yaml", "id: archetype"),
    ("facts.yaml", "derived:\n", "derived:\n" + NEW.format("budget.fit"), "decisions/fit.yaml", "conclusion: "),
    ("facts.yaml", "derived:\n", "derived:\n" + NEW.format("phase_tentative"), PHASE, "tentative: ["),
    ("facts.yaml", "per_task:\n", "per_task:\n" + NEW_OF_TASKS.format("advice"), ADVICE, "id: advice"),
]  # fmt: skip


def told(files: Files) -> list[Problem]:
    """What is told of a pack by the loader."""
    return said(read_rules(files, QuestionnaireRead(shipped_questionnaire())).problems)


def valued(files: Files) -> list[Problem]:
    """What is told of a pack's values."""
    found = read_documents(files).found
    assert found
    return list(check_values(found, shipped_questionnaire()))


def test_nothing_is_told_of_the_shipped_pack() -> None:
    assert told(pack_files()) == []


@pytest.mark.parametrize(("file", "old", "new", "code", "mark"), FAULTS)
def test_each_value_is_told_once_at_its_place(file: str, old: str, new: str, code: str, mark: str) -> None:
    files = in_pack(file, old, new)
    (problem,) = told(files)
    assert (problem.code, str(problem.at)) == (code, place_of(files, file, mark))


@pytest.mark.parametrize(("file", "id_"), ENTRIES)
def test_an_entry_that_is_there_twice_is_told_at_the_second(file: str, id_: str) -> None:
    files = in_pack(file, rf"(  - id: {id_}\n(?:    .*\n)+)", r"\1\1")
    (problem,) = told(files)
    assert (problem.code, problem.params) == ("id-twice", {"id": id_})
    assert str(problem.at) == last_place_of(files, file, f"id: {id_}\n", after="id: ")


@pytest.mark.parametrize(("file", "old", "new", "where", "mark"), IDS)
def test_an_id_that_something_else_has_is_told(file: str, old: str, new: str, where: str, mark: str) -> None:
    files = in_pack(file, old, new)
    (problem,) = told(files)
    assert (problem.code, str(problem.at)) == ("id-twice", last_place_of(files, where, mark))


def last_place_of(files: Files, name: str, mark: str, after: str = "") -> str:
    """Where a mark stands the last time, or what comes in it after some characters."""
    before = files[name].decode().rpartition(mark)[0] + after
    return f"{name}:{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"


def test_a_label_that_is_missing_is_told_where_the_fact_is_set() -> None:
    files = in_pack("facts.yaml", r"labels:\n(?:  .*\n)+", "")
    (problem,) = told(files)
    assert (problem.code, problem.params) == ("label-missing", {"name": "phase_tentative"})
    assert str(problem.at) == place_of(files, PHASE, "tentative: [")


def test_the_words_name_all_it_is_about() -> None:
    (problem,) = told(in_pack("seats.yaml", r"seats: \[\[rest\]\]", "seats: [[execution, lead]]"))
    assert problem.params == {
        "headcount": 1, "hats": "acquisition_owner, verification, analytics, operations, knowledge"}  # fmt: skip
    (problem,) = told(in_pack("capacity.yaml", r"\[31, 60\]", "[30, 60]"))
    assert problem.params == {"horizon": "next", "start": 30, "before": "now", "end": 30}
    (problem,) = told(in_pack("checklist.yaml", " partial: 0.5,", ""))
    assert problem.params["option"] == "partial"
    assert str(problem.params["items"]).startswith("duties_documented, sales_split_defined, ")


# what is told for its own sake, elsewhere, and not for what it makes of the values
CAUSES = [
    ("checklist.yaml", "mql_agreed", "mql_agree"),
    ("facts.yaml", r"of: \[duties_documented,", "of: [duties_documentd,"),
    ("seats.yaml", r"\[verification, analytics\]", "[verificaton, analytics]"),
    ("seats.yaml", r"hats: \[lead, knowledge\]\}", "hats: [lead, knowlege]}"),
    ("seats.yaml", r"      - \[verification, analytics\]\n", ""),
    ("capacity.yaml", "headcount: null", "headcount: 2"),
    ("capacity.yaml", "headcount: 3,", "headcount: null,"),
    ("pack.yaml", "  - advice\n", ""),
    ("pack.yaml", "  - execution\n", ""),
    (EXECUTION, "^id: execution$", "id: advice"),
    (EXECUTION, r"inhouse, hybrid,", "inhouse,"),  # rows have a value that the outputs lack
]


@pytest.mark.parametrize(("file", "old", "new"), CAUSES)
def test_what_follows_from_another_fault_is_not_told(file: str, old: str, new: str) -> None:
    assert valued(in_pack(file, old, new)) == []


def test_a_hat_that_only_some_need_may_be_left_out_of_a_row() -> None:
    assert told(in_pack("seats.yaml", r"      - \[nurturing, abm\]\n", "      - [nurturing]\n")) == []


def test_an_option_without_points_may_be_silent() -> None:
    files = in_pack("checklist.yaml", " partial: 0.5,", "")
    assert told(changed(files, "facts.yaml", r"silent: \[unknown,", "silent: [unknown, partial,")) == []


def test_nothing_may_be_compared_with_where_a_question_can_be_left_out() -> None:
    files = in_pack("facts.yaml", r"of: \[duties_documented,", "of: [kpi_kind, duties_documented,")
    assert told(changed(files, "facts.yaml", r"matching: \['yes'\]", "matching: ['yes', null]")) == []


def test_a_pack_without_points_tells_of_options_not_of_items() -> None:
    problems = told(in_pack("checklist.yaml", r"points: \{.*\}", "points: {}"))
    assert [(problem.code, problem.params["option"]) for problem in problems] == [
        ("points-missing", "yes"), ("points-missing", "partial"), ("points-missing", "no")]  # fmt: skip
