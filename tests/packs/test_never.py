"""What no response meets is told, however many answers are looked at; what one meets is not."""

from __future__ import annotations

import pytest

from app.cli.checking import check_all
from app.domain.errors import Problem
from app.domain.questionnaire import Kind
from app.packs.files import Files
from tests.packs.entangled import wrong_seatings
from tests.packs.extras import with_derived, with_findings, with_table
from tests.packs.mutated import changed, in_pack, in_questionnaire, place_of, said
from tests.support import pack_files, questionnaire_files, shipped_questionnaire

TEN = [q.id for q in shipped_questionnaire().questions()
       if q.option_ids == ("yes", "partial", "no", "unknown") and not q.show_if.facts()][:10]  # fmt: skip
TEN_YES = ", ".join(f'{name}: "yes"' for name in TEN)


def faults(pack: Files, questionnaire: Files | None = None) -> list[Problem]:
    """The faults of a pack, each of which has words."""
    return said(check_all(questionnaire or questionnaire_files(), pack).faults)


@pytest.mark.parametrize(
    ("when", "clash"),
    [
        ('{"task:strategy.execution": hybrid}', "task:strategy.execution: hybrid"),
        ('{"task:strategy.execution": "not(inhouse)"}', 'task:strategy.execution: "hybrid, outsource, defer"'),
        ('{"task:design.advice": retained}', "task:design.advice: retained"),
        (f'{{model: small, marketing_headcount: ">= 5", {TEN_YES}}}', "model: small, marketing_headcount: >= 5"),
        (f'{{marketing_headcount: "0", dedicated_headcount: "2", {TEN_YES}}}',
         "marketing_headcount: 0, dedicated_headcount: 2"),
        ('{budget.fit: over, annual_budget_manyen: "null"}', "budget.fit: over, annual_budget_manyen: null"),
        ('{budget.monthly: ">= 75", annual_budget_manyen: "< 900"}',
         "budget.monthly: >= 75, annual_budget_manyen: <= 899"),
        ('{checklist.score: "1", basics_lacking: "2"}', "checklist.score: 1, basics_lacking: 2"),
        ("{phase: advanced, checklist.grade: D}", "phase: advanced, checklist.grade: D"),
        ('{confidence: "1", mql_agreed: unknown}', "confidence: 1, mql_agreed: unknown"),
        ('{bought_tasks: "14"}', "bought_tasks: 14"),
        ("{any: [{model: small, phase: advanced}, {model: mid, phase: advanced}]}",
         "model: small, phase: advanced / model: mid, phase: advanced"),
    ],
)  # fmt: skip
def test_a_finding_that_never_appears_is_told_with_the_tests_that_clash(when: str, clash: str) -> None:
    (fault,) = faults(with_findings(extra=when))
    assert (fault.code, fault.subject, fault.params["clash"]) == ("rule-never", "finding.extra", clash)


@pytest.mark.parametrize(
    "when",
    [
        '{"task:strategy.execution": inhouse}',
        f'{{model: small, marketing_headcount: "3", {TEN_YES}}}',
        '{budget.fit: over, annual_budget_manyen: "0"}',
        '{budget.monthly: ">= 75", annual_budget_manyen: "900"}',
        "{phase: advanced, checklist.grade: C}",
        '{bought_tasks: "8"}',
        '{any: [{model: small, marketing_headcount: "3"}, {hiring_planned: "yes"}]}',
    ],
)
def test_a_finding_that_some_response_calls_up_is_no_fault(when: str) -> None:
    assert faults(with_findings(extra=when)) == []


def test_tests_that_clash_are_told_whole_and_one_of_several_terms_in_quotes() -> None:
    files = in_pack(
        "findings.yaml", '(everyone_does_everything: "yes, partial"\n)', '\\1      marketing_headcount: "1"\n'
    )
    (fault,) = faults(files)
    clash = 'everyone_does_everything: "yes, partial", marketing_headcount: 1'
    assert (fault.code, fault.subject, fault.params["clash"]) == ("rule-never", "finding.roles_undivided", clash)


def test_an_alternative_that_is_never_met_is_told_at_its_place() -> None:
    files = with_findings(extra='{any: [{model: small, marketing_headcount: ">= 5"}, {hiring_planned: "yes"}]}')
    (fault,) = faults(files)
    assert (fault.code, fault.params["clash"]) == ("alternative-never", "model: small, marketing_headcount: >= 5")
    assert str(fault.at) == place_of(files, "findings.yaml", "{model: small, marketing_headcount:")


def test_an_alternative_inside_another_is_told_too() -> None:
    inner = '{any: [{marketing_headcount: "2"}, {marketing_headcount: ">= 5"}]}'
    files = with_findings(extra=f'{{model: small, any: [{{hiring_planned: "yes"}}, {inner}]}}')
    (fault,) = faults(files)
    assert (fault.code, fault.params["clash"]) == ("alternative-never", "model: small, marketing_headcount: >= 5")


def test_an_alternative_that_only_the_critical_case_leaves_out_is_no_fault() -> None:
    files = with_findings(extra="{any: [{decision_owner: agency}, {decision_owner: unclear}]}")
    text = "{any: [{decision_owner: agency}, {decision_owner: unclear}]}"
    files = changed(files, "findings.yaml", r"decision_owner: unclear\}\]\}\n",
                    "decision_owner: unclear}]}\n    critical_when: {decision_owner: agency}\n")  # fmt: skip
    assert text in files["findings.yaml"].decode()
    assert faults(files) == []


def test_a_finding_whose_critical_case_leaves_nothing_is_told_with_it() -> None:
    files = changed(with_findings(extra="{model: small}"), "findings.yaml", r"when: \{model: small\}\n",
                    'when: {model: small}\n    critical_when: {marketing_headcount: "< 5"}\n')  # fmt: skip
    (fault,) = faults(files)
    assert (fault.code, fault.params) == ("row-unreachable", {"row": "finding.extra", "by": "finding.extra.critical"})


def test_a_critical_case_that_never_holds_is_told_where_it_is_written() -> None:
    files = changed(with_findings(extra="{model: small}"), "findings.yaml", r"when: \{model: small\}\n",
                    'when: {model: small}\n    critical_when: {marketing_headcount: ">= 5"}\n')  # fmt: skip
    (fault,) = faults(files)
    assert (fault.code, fault.subject) == ("rule-never", "finding.extra.critical")
    assert str(fault.at) == place_of(files, "findings.yaml", '{marketing_headcount: ">= 5"}')


def test_a_path_through_the_questionnaire_that_nobody_takes_is_told() -> None:
    files = in_questionnaire("sections/team.yaml", r"(?<=  - id: inside_sales_kind\n)",
        '    show_if: {any: [{marketing_headcount: ">= 1"}, {marketing_headcount: "0", department_age: none, '
        'dedicated_headcount: ">= 1"}]}\n    left_out: none\n')  # fmt: skip
    found = faults(pack_files(), files)
    assert [(each.code, each.params["clash"]) for each in found] == [
        ("alternative-never", "marketing_headcount: 0, dedicated_headcount: >= 1")
    ]


def test_a_row_that_its_table_leaves_no_answers_is_told_with_what_clashes() -> None:
    inputs = ["model", "marketing_headcount"]
    rows = [('{model: small, marketing_headcount: ">= 5"}', "a"), ("{}", "b")]
    (fault,) = faults(with_table("first", inputs, rows))
    assert (fault.code, fault.subject) == ("row-never", "extra.row_0")
    assert fault.params["clash"] == "model: small, marketing_headcount: >= 5"


def test_a_row_that_is_covered_is_told_with_the_fewest_rows_that_cover_it() -> None:
    rows = [("{model: large}", "a"), ('{hiring_planned: "yes"}', "a"), ('{model: "small, mid"}', "b"), ("{}", "b")]
    (fault,) = faults(with_table("first", ["model", "hiring_planned"], rows))
    assert (fault.code, fault.params) == (
        "row-unreachable", {"row": "extra.row_3", "by": "extra.row_0, extra.row_2"})  # fmt: skip


def test_a_row_that_adds_what_always_holds_for_a_task_is_no_fault() -> None:
    files = in_pack("decisions/advice.yaml", r'task: "customer_insight, touchpoints, sales_coordination"',
                    'task: "customer_insight, touchpoints, sales_coordination", execution: inhouse')  # fmt: skip
    assert faults(files) == []


def test_a_gap_in_a_table_of_ten_questions_is_found() -> None:
    one, *others = TEN
    rows = [(f"{{{TEN_YES}}}", "a"), (f'{{{one}: "not(yes)"}}', "b")]
    (gap,) = faults(with_table("unique", TEN, rows))
    example = [f"{one}=yes", *(f"{name}=yes" for name in others[:-1]), f"{others[-1]}=partial"]
    assert (gap.code, gap.params["example"]) == ("table-gap", f"extra: {', '.join(example)}")


@pytest.mark.parametrize(
    ("rows", "example"),
    [
        (['">= 0"', '"null"'], "budget.headroom_min=-1000000000"),
        (['"< 12345.25"', '"> 12345.25"', '"null"'], "budget.headroom_min=12345.25"),
        (['"< 0.00002"', '"> 0.00002"', '"null"'], "budget.headroom_min=0.00002"),
    ],
)
def test_the_numbers_of_a_gap_are_written_as_a_pack_writes_them(rows: list[str], example: str) -> None:
    tests = [(f"{{budget.headroom_min: {row}}}", "ab"[place % 2]) for place, row in enumerate(rows)]
    gap = faults(with_table("first", ["budget.headroom_min"], tests))[0]
    assert (gap.code, gap.params["example"]) == ("table-gap", f"extra: {example}")


def test_a_table_of_twenty_questions_is_proven() -> None:
    twenty = [q.id for q in shipped_questionnaire().questions() if q.kind is Kind.CHOICE and not q.may_be_absent][:20]
    tests = {q: shipped_questionnaire().by_id[q].option_ids[0] for q in twenty}
    rows = []
    for place, (name, first) in enumerate(tests.items()):
        before = [f"{other}: {value!r}" for other, value in list(tests.items())[:place]]
        rows.append(("{" + ", ".join([*before, f'{name}: "not({first})"']) + "}", "a"))
    rows.append(("{" + ", ".join(f"{name}: {first!r}" for name, first in tests.items()) + "}", "b"))
    assert faults(with_table("unique", twenty, rows)) == []


def test_a_table_too_entangled_to_prove_is_a_fault() -> None:
    boxes = wrong_seatings()
    inputs = list(dict.fromkeys(name for box in boxes for name in box))
    rows = [("{" + ", ".join(f'{name}: "{test}"' for name, test in box.items()) + "}", "a") for box in boxes]
    assert [(each.code, each.subject) for each in faults(with_table("first", inputs, rows))] == [
        ("table-too-large", "extra")
    ]


def test_a_rule_too_entangled_to_prove_is_a_fault() -> None:
    ways = ["{" + ", ".join(f'{name}: "{test}"' for name, test in box.items()) + "}" for box in wrong_seatings()]
    half = len(ways) // 2
    files = with_findings(one=f"{{any: [{', '.join(ways[:half])}]}}", other=f"{{any: [{', '.join(ways[half:])}]}}")
    note = (
        "notes:\n  - {id: extra, on: phase, when: {finding:one: 'false', finding:other: 'false'}, "
        "text: {ja: 例, en: Example}, sources: [T]}\n"
    )
    files = changed(files, "notes.yaml", "^notes:\n", note)
    assert [(each.code, each.subject) for each in faults(files)] == [("rule-too-large", "note.extra")]


def test_a_derived_fact_nobody_reads_is_told_at_its_place() -> None:
    files = with_derived("id: idle, of: [industry], matching: [it_saas]")
    (fault,) = faults(files)
    assert (fault.code, fault.subject) == ("derived-unread", "idle")
    assert str(fault.at) == place_of(files, "facts.yaml", "{id: idle")


def test_a_question_that_only_such_a_fact_reads_is_read_by_nobody() -> None:
    lone = "  - {id: lone, kind: integer, label: X, ask: X, why: X, accept: {min: 0, max: 9}}\n".replace(
        "X", "{ja: 例, en: Example}"
    )
    files = in_questionnaire("sections/company.yaml", r"^questions:\n", f"questions:\n{lone}")
    found = faults(with_derived("id: idle, of: [lone], matching: [3]"), files)
    assert {(each.code, each.subject) for each in found} >= {("derived-unread", "idle"), ("question-unread", "lone")}


def test_a_derived_fact_tells_only_those_options_apart_that_it_sees() -> None:
    scale = "".join(f"      - {{id: {each}, text: {{ja: {each}, en: {each}}}}}\n" for each in ("red", "blue", "pink"))
    lone = "  - id: lone\n    kind: choice\n    label: X\n    ask: X\n    why: X\n    options:\n".replace(
        "X", "{ja: 例, en: Example}"
    )
    files = in_questionnaire("sections/company.yaml", r"^questions:\n", f"questions:\n{lone}{scale}")
    pack = with_derived("id: reds, of: [lone], matching: [red]")
    pack = {**pack, "findings.yaml": with_findings(extra='{reds: "1"}')["findings.yaml"]}
    checked = check_all(files, pack)
    assert checked.faults == ()
    told = [each.params for each in said(checked.warnings) if each.subject == "lone"]
    assert told == [{"question": "lone", "one": "blue", "other": "pink"}]


def test_options_of_several_that_nothing_reads_are_a_warning() -> None:
    more = "".join(f"      - {{id: {each}, text: {{ja: {each}, en: {each}}}}}\n" for each in ("juggling", "singing"))
    files = in_questionnaire("sections/tasks.yaml", r"(  - id: skilled_tasks\n(?:.*\n)*?    options:\n)", f"\\1{more}")
    checked = check_all(files, pack_files())
    assert checked.faults == ()
    told = [each.params["option"] for each in said(checked.warnings) if each.code == "option-unread"]
    assert told[:2] == ["juggling", "singing"]
