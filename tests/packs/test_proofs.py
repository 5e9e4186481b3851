"""`check` proves a pack sound, and tells each fault of an unsound one once, with an example, at its place."""

from __future__ import annotations

import pytest

from app.cli.checking import check_all
from app.domain.proofs import WARNINGS
from app.domain.questionnaire import Kind
from tests.packs.mutated import changed, in_pack, in_questionnaire, place_of, said
from tests.packs.proof_faults import FAULTS, Fault
from tests.support import pack_files, questionnaire_files, shipped_questionnaire


def test_the_shipped_pack_has_no_fault() -> None:
    assert check_all(questionnaire_files(), pack_files()).faults == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.code} in {fault.file}")
def test_exactly_this_fault_is_told(fault: Fault) -> None:
    questionnaire, pack = fault.files()
    found = said(check_all(questionnaire, pack).faults)
    assert {problem.code for problem in found} == {fault.code}
    place = place_of({**questionnaire, **pack}, fault.told_in or fault.file, fault.mark)
    assert str(found[0].at).rpartition(":")[0] == place.rpartition(":")[0]


def test_a_gap_comes_with_an_example_that_falls_into_it() -> None:
    files = in_pack("decisions/archetype.yaml", 'employees: "< 50"', 'employees: "< 49"')
    (gap,) = check_all(questionnaire_files(), files).faults
    assert "model=small" in str(gap.params["example"])
    assert "employees=49" in str(gap.params["example"])


def test_an_overlap_names_both_rows() -> None:
    files = in_pack("decisions/model.yaml", r'"\[4..9\]"', '"[4..10]"')
    overlaps = [p for p in check_all(questionnaire_files(), files).faults if p.code == "table-overlap"]
    assert {(p.params["one"], p.params["other"]) for p in overlaps} == {
        ("model.four_to_nine", "model.ten_without_basics"),
        ("model.four_to_nine", "model.ten_with_basics"),
    }


def test_a_value_that_no_row_gives_is_told_where_the_table_lists_it() -> None:
    files = pack_files()
    model = files["decisions/model.yaml"].replace(b"then: {model: mid}", b"then: {model: small}")
    (fault,) = check_all(questionnaire_files(), {**files, "decisions/model.yaml": model}).faults
    assert (fault.code, fault.params) == ("table-value-never", {"output": "model", "value": "mid"})
    assert str(fault.at) == place_of(files, "decisions/model.yaml", "mid, large]")


def test_what_no_response_reaches_is_no_gap() -> None:
    # Nobody has dedicated people without people, so no row for that case is missing.
    files = in_pack(
        "decisions/phase.yaml",
        r'when: \{marketing_headcount: "0"\}',
        'when: {marketing_headcount: "0", dedicated_headcount: "null"}',
    )
    assert check_all(questionnaire_files(), files).faults == ()


def test_a_gap_through_another_tables_output_is_found() -> None:
    files = in_pack(
        "decisions/archetype.yaml", 'model: "mid, large", department_age: "none', 'model: mid, department_age: "none'
    )
    (gap,) = check_all(questionnaire_files(), files).faults
    assert gap.code == "table-gap"
    assert "model=large" in str(gap.params["example"])


def test_a_gap_in_a_table_that_others_read_is_found() -> None:
    files = in_pack("decisions/model.yaml", r'"\[4..9\]"', '"[5..9]"')
    gaps = [p for p in check_all(questionnaire_files(), files).faults if p.code == "table-gap"]
    assert [(p.params["table"], p.params["example"]) for p in gaps] == [("model", gaps[0].params["example"])]
    assert "marketing_headcount=4" in str(gaps[0].params["example"])


def test_options_nothing_tells_apart_are_only_a_warning() -> None:
    found = check_all(questionnaire_files(), pack_files())
    assert {problem.code for problem in found.warnings} <= WARNINGS
    assert any(problem.params["question"] == "sales_cycle" for problem in found.warnings)


def test_an_option_that_nothing_tells_apart_is_told_at_its_question() -> None:
    top = "      - {id: top, text: {ja: とても大きい, en: Very large}}\n"
    files = in_questionnaire("sections/company.yaml", r"(?=      - \{id: middle, text: \{ja: 中くらい)", top)
    told = [warning for warning in check_all(files, pack_files()).warnings if warning.params.get("one") == "top"]
    assert [(each.code, each.params["other"]) for each in told] == [
        ("option-indistinct", "middle"), ("option-indistinct", "low")]  # fmt: skip
    assert {str(each.at) for each in told} == {place_of(files, "sections/company.yaml", "id: deal_size")}


def test_a_gap_in_a_table_with_too_many_combinations_to_list_is_found() -> None:
    asked = [question for question in shipped_questionnaire().questions() if question.kind is Kind.CHOICE][-20:]
    inputs = ", ".join(question.id for question in asked)
    tests = ", ".join(f"{question.id}: {question.option_ids[0]}" for question in asked)
    files = changed(
        in_pack("decisions/grade.yaml", r"inputs: \[", f"inputs: [{inputs}, "),
        "decisions/grade.yaml", r"when: \{", f"when: {{{tests}, ",
    )  # fmt: skip
    gap, row = check_all(questionnaire_files(), files).faults
    assert (gap.code, gap.subject) == ("table-gap", "grade")
    assert str(gap.params["example"]).startswith("checklist.grade: ")
    # Among the twenty are items of the checklist, so that it has a score.
    assert (row.code, row.subject) == ("row-never", "grade.nothing_answered")
    assert str(row.params["clash"]).endswith("checklist.score: null")


def test_the_same_counterexample_is_told_every_time() -> None:
    files = in_pack("decisions/archetype.yaml", 'employees: "< 50"', 'employees: "< 49"')
    told = [check_all(questionnaire_files(), files).faults[0].params["example"] for _ in range(2)]
    assert told == ["archetype: model=small, employees=49, department_age=none"] * 2


def test_an_action_due_before_what_it_waits_for_is_told_with_both_horizons_where_it_waits() -> None:
    files = in_pack("actions.yaml", r"(id: choose_first_kpis\n    earliest: )now", "\\1then")
    (fault,) = check_all(questionnaire_files(), files).faults
    assert (fault.code, str(fault.at)) == ("action-too-early", place_of(files, "actions.yaml", "choose_first_kpis]"))
    assert fault.params == {
        "action": "shared_kpi_sheet", "due": "next", "before": "choose_first_kpis", "before_due": "then"}  # fmt: skip


def test_an_action_is_proven_although_another_it_waits_for_is_left_out() -> None:
    files = in_pack("actions.yaml", r"(id: choose_first_kpis\n    earliest: )now", "\\1then")
    files = changed(files, "actions.yaml", r"(id: agree_mql_sql\n(?:.*\n)*?    when: ).*$", "\\1{colour: red}")
    found = said(check_all(questionnaire_files(), files).faults)
    assert [fault.code for fault in found] == ["condition-unknown-fact", "action-too-early"]


def test_every_fault_is_told_in_one_run() -> None:
    questionnaire = in_questionnaire("sections/company.yaml", "    report_only: true\n", "")
    pack = in_pack("decisions/archetype.yaml", 'employees: "< 50"', 'employees: "< 49"')
    assert {problem.code for problem in check_all(questionnaire, pack).faults} == {"question-unread", "table-gap"}
