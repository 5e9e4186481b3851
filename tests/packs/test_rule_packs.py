"""Each thing that can be wrong with a rule pack is told once, by its code, at its place."""

from __future__ import annotations

import pytest

from app.domain.questionnaire import Questionnaire
from app.packs.files import digest
from app.packs.pack_files import load_rules
from tests.packs.mutated import in_pack, pack_problems, place_of
from tests.support import pack_files

ONE_SEAT = r"  - headcount: 1\n    seats: \[\[rest\]\]"

# file, what is replaced by what, the code that is told, and what stands at the place it is told for
REFERENCES = [
    ("pack.yaml", "questionnaire: b2b-marketing-org", "questionnaire: b2b-marketing",
     "reference-unknown-near", "b2b-marketing\n"),
    ("pack.yaml", "questionnaire: b2b-marketing-org", "questionnaire: qqq", "reference-unknown", "qqq"),
    ("pack.yaml", "  - fit\n", "", "decision-missing", "- model\n"),
    ("decisions/fit.yaml", "^id: fit$", "id: fitt", "reference-unknown-near", "fitt"),
    ("tasks.yaml", "group: core", "group: coer", "reference-unknown-near", "coer"),
    ("facts.yaml", r'answer_to: "task_\{task\}"', 'answer_to: "tsk_{task}"', "reference-unknown-near", '"tsk_'),
    ("facts.yaml", "chosen_in: skilled_tasks", "chosen_in: industry", "reference-unknown", "industry"),
    ("facts.yaml", "    chosen_in: skilled_tasks\n", "", "task-fact", "id: skilled\n"),
    ("facts.yaml", r"of: \[duties_documented,", "of: [duties_documentd,",
     "reference-unknown-near", "duties_documentd"),
    ("facts.yaml", r"of: \[duties_documented,", "of: [skilled_tasks,", "reference-unknown", "skilled_tasks,"),
    ("facts.yaml", r"of: \[execution\]", "of: [executions]", "reference-unknown-near", "executions]"),
    ("facts.yaml", r"    of: \[skilled_tasks\]\n", "", "derived-of", "id: skills_told"),
    ("facts.yaml", r"of: \[budget.monthly\]", "of: [budget.month]", "reference-unknown-near", "budget.month]"),
    ("checklist.yaml", "mql_agreed", "mql_agree", "reference-unknown-near", "mql_agree,"),
    ("checklist.yaml", "mql_agreed", "company_name", "reference-unknown", "company_name,"),
    ("budget.yaml", "annual: annual_budget_manyen", "annual: annual_budget",
     "reference-unknown-near", "annual_budget\n"),
    ("budget.yaml", "articles: articles_per_month", "articles: industry", "reference-unknown", "industry"),
    ("budget.yaml", r"advice_tasks: \[strategy", "advice_tasks: [strategi",
     "reference-unknown-near", "strategi,"),
    ("budget.yaml", "content: content ", "content: contents ", "reference-unknown-near", "contents"),
    ("seats.yaml", "task: ads", "task: adss", "reference-unknown-near", "adss"),
    ("seats.yaml", "    always: true\n    task: null", "    always: true\n    task: ads", "hat-need", "id: lead"),
    ("seats.yaml", "    always: false\n    task: ads", "    always: false\n    task: null", "hat-need", "id: ads"),
    ("seats.yaml", "spare: execution", "spare: executer", "reference-unknown-near", "executer"),
    ("seats.yaml", r"hats: \[lead\]\}", "hats: [leed]}", "reference-unknown-near", "leed]"),
    ("seats.yaml", r"\[execution, content, ads, events\]", "[execution, content, adz, events]",
     "reference-unknown-near", "adz, "),
    ("seats.yaml", ONE_SEAT, "  - headcount: 1\n    seats: [[rest], [lead]]", "seats-count", "headcount: 1\n"),
    ("seats.yaml", "  - headcount: 4\n", "  - headcount: 5\n", "seats-count",
     "headcount: 5\n    seats:\n      - [lead, knowledge]\n      - [acquisition_owner, verification"),
    ("seats.yaml", r"hats: \[lead, knowledge\]\}", "hats: [lead, knowlege]}",
     "reference-unknown-near", "knowlege]"),
    ("actions.yaml", r"after: \[trace_leads_and_listen\]", "after: [trace_leads]",
     "reference-unknown-near", "trace_leads]"),
    ("actions.yaml", "owner: lead", "owner: leed", "reference-unknown-near", "leed"),
    ("actions.yaml", "earliest: now", "earliest: soon", "reference-unknown", "soon"),
    ("capacity.yaml", "headcount: null", "headcount: 99", "capacity-last", "- {headcount: 1,"),
    ("capacity.yaml", "headcount: 3,", "headcount: null,", "capacity-last", "- {headcount: 1,"),
    ("notes.yaml", "on: model", "on: modle", "reference-unknown-near", "modle"),
]  # fmt: skip

HANDOUT = [
    ("report.yaml", "{small: operation", "{smal: operation", "reference-unknown-near", "smal:"),
    ("report.yaml", "{small: operation", "{small: operation, tiny: operation", "reference-unknown", "tiny:"),
    ("report.yaml", "large: advanced", "large: advancd", "reference-unknown-near", "advancd}"),
    ("report.yaml", ", large: advanced", "", "goal-missing", "{small"),
    ("report.yaml", 'on: "action:fit_budget"', 'on: "action:fit_budgets"', "reference-unknown-near",
     '"action:fit_budgets"'),
    ("report.yaml", 'on: "action:fit_budget"', 'on: "finding:budgets"', "reference-unknown", '"finding:budgets"'),
    ("report.yaml", "on: model", "on: modle", "reference-unknown-near", "modle\n"),
    ("report.yaml", "on: model", "on: execution", "reference-unknown", "execution\n"),
    ("report.yaml", "finding: lead_info_thin", "finding: lead_info_thick", "reference-unknown", "lead_info_thick"),
    ("report.yaml", "action: start_sync", "action: start_synk", "reference-unknown-near", "start_synk"),
    ("report.yaml", "  - document_duties", "  - document_dutys", "reference-unknown-near", "document_dutys"),
    ("report.yaml", r"hats: \[content, execution", "hats: [contents, execution", "reference-unknown-near", "contents,"),
    ("report.yaml", r"hats: \[operations, lead\]", "hats: [lead, operations]", "decision-unowned", "operations]"),
    ("report.yaml", r"hats: \[operations, lead\]", "hats: []", "data-too-short", "[]"),
    ("report.yaml", "task: touchpoints", "task: touchpoint", "reference-unknown-near", "touchpoint,"),
    ("report.yaml", "id: who_decides", "id: who_starts", "id-twice", "who_starts\n    on: \"action:appoint"),
    ("report.yaml", "finding: criteria_disagree", "finding: leads_not_followed", "id-twice",
     "leads_not_followed, title: {ja: リードを渡す基準"),
    ("report.yaml", "id: meet", "id: agree", "id-twice", "agree\n      action: start_sync"),
    ("report.yaml", "  - document_duties", "  - define_hats", "id-twice", "define_hats\n  - define_sales_split"),
    ("report.yaml", "id: kpis", "id: target", "id-twice", "target\n    title: {ja: KPI"),
    ("report.yaml", "{id: sql,", "{id: mql,", "id-twice", "mql, title: {ja: SQL"),
    ("report.yaml", "{id: ads,", "{id: enquiries,", "id-twice", "enquiries, task: ads"),
    ("report.yaml", r"      sources: \[S2\]", "      sources: []", "sources-empty", "[]"),
    ("report.yaml", r"    sources: \[S1, T\]", "    sources: [X, T]", "sources-unknown", "X, "),
    ("report.yaml", r"^  sources: \[S1, T\]", "  sources: [s1, T]", "sources-unknown-near", "s1, "),
]  # fmt: skip

MODEL = "decisions/model.yaml"
RULES = [
    (MODEL, r"inputs: \[marketing_headcount, basics_ready\]", "inputs: [marketing_headcount]",
     "table-not-an-input", None),
    (MODEL, r"inputs: \[marketing", "inputs: [marketng_headcount, marketing", "condition-unknown-fact-near", None),
    (MODEL, r"then: \{model: small\}", "then: {modell: small}", "table-outputs", "{modell"),
    (MODEL, r"then: \{model: small\}", "then: {model: tiny}", "table-unknown-output", "tiny"),
    (MODEL, "  small:\n", "  tiny:\n", "table-values", "tiny:"),
    (MODEL, "id: four_to_nine", "id: up_to_three", "id-twice", None),
    ("pack.yaml", "  - archetype\n", "  - archetype\n  - model\n", "id-twice", "model\n  - phase"),
    ("decisions/exit_criteria.yaml", "  owner_named:\n", "  owner_nam:\n", "table-values", "owner_nam:"),
    (MODEL, r"sources: \[S2, T\]", "sources: []", "sources-empty", "[]"),
    (MODEL, r"sources: \[S2, T\]", "sources: [S2, X]", "sources-unknown", "X]"),
    (MODEL, r'"\[0..3\]"', '"[0..3"', "cell-not-a-number-test", '"[0..3"'),
    (MODEL, r'"\[0..3\]"', '"not(3)"', "cell-number-negation", '"not(3)"'),
    (MODEL, r'"\[0..3\]"', '"null"', "cell-never-null", '"null"'),
    (MODEL, r'"\[0..3\]"', '"< 0"', "cell-out-of-range", '"< 0"'),
    (MODEL, r'"\[0..3\]"', "[0, 3]", "condition-not-a-test", "[0, 3]"),
    (MODEL, "basics_ready: false", "basics_ready: 'no'", "cell-unknown-value", "'no'"),
    ("findings.yaml", "marketing_headcount: \"0\"", "marketing_headcont: \"0\"",
     "condition-unknown-fact-near", "marketing_headcont:"),
    ("findings.yaml", "marketing_headcount: \"0\"", "zzz: 1", "condition-unknown-fact", "zzz"),
    ("findings.yaml", "decision_owner: unclear", "decision_owner: unclaer", "cell-unknown-value-near", "unclaer"),
    ("findings.yaml", r"any:\n        - decision_owner: business_units\n.*business_units", "any: 3",
     "condition-any-not-list", "3\n    title"),
    ("findings.yaml", "any:\n        - decision_owner: business_units", "any:\n        - 3",
     "condition-not-mapping", "3\n        - budget_holder"),
    ("findings.yaml", "id: decision_owner_missing", "id: no_marketer", "id-twice", None),
    ("findings.yaml", r"sources: \[T\]", "sources: [Z]", "sources-unknown", "Z]"),
    ("findings.yaml", "critical_when:\n      decision_owner: agency", "critical_when:\n      decision_owner: agencies",
     "cell-unknown-value", "agencies"),
    ("actions.yaml", '"finding:no_marketer"', '"finding:no_marketeer"',
     "condition-unknown-fact-near", '"finding:no_marketeer"'),
    ("actions.yaml", "id: confirm_unknowns", "id: focus_core", "id-twice", None),
    ("benchmarks.yaml", "id: budget_share", "id: dedicated_by_revenue", "id-twice", None),
    ("benchmarks.yaml", r"not\(undisclosed\)", "not(secret)", "cell-unknown-value", '"not(secret)"'),
    ("notes.yaml", "id: model_three", "id: model_nobody_yet", "id-twice", None),
    ("notes.yaml", 'basics_ready: true', 'basics_ready: "yes"', "cell-unknown-value", '"yes"'),
]  # fmt: skip

SOURCES = [
    ("budget.yaml", r"^sources: \[", "sources: [X, ", "sources-unknown", "X, "),
    ("seats.yaml", r"^sources: \[", "sources: [X, ", "sources-unknown", "X, "),
    ("capacity.yaml", r"^sources: \[", "sources: [X, ", "sources-unknown", "X, "),
    ("tasks.yaml", r"    sources: \[", "    sources: [X, ", "sources-unknown", "X, "),
    ("glossary.yaml", r"    sources: \[", "    sources: [X, ", "sources-unknown", "X, "),
    ("glossary.yaml", r"    sources: \[[^]]*\]", "    sources: []", "sources-empty", "[]"),
    ("seats.yaml", r"^sources: \[[^]]*\]", "sources: []", "sources-empty", "[]"),
]
MANY = ", ".join(f"{number}" for number in range(0, 30, 2))
RULES.append(
    ("findings.yaml", 'marketing_headcount: "0"',
     f'marketing_headcount: "{MANY}"\n      annual_budget_manyen: "{MANY}"', "condition-too-many",
     'marketing_headcount: "0,'),
)  # fmt: skip

TEXTS = [
    ("notes.yaml", r"\{basics_yes\}", "{basics_jes}", "text-placeholder-near", None),
    ("pack.yaml", r"title: \{ja: [^,]*, en: ", "title: {en: ", "text-missing", "{en: "),
    ("pack.yaml", r"title: \{(ja: [^,]*), en: [^}]*\}", r"title: {\1}", "text-missing", "{ja: "),
    ("pack.yaml", r"title: \{ja: BtoB[^,]*, ", "title: {ja: ' ', ", "text-missing", "{ja: ' ', "),
    ("pack.yaml", r"title: \{(ja: [^,]*, en: )[^}]*\}", r"title: {\1' '}", "text-missing", "{ja: "),
    ("glossary.yaml", "ja: MQL$", "ja: '{zzz}'", "text-placeholder", "'{zzz}'"),
    ("glossary.yaml", "en: MQL$", "en: '{zzz}'", "text-placeholder", "'{zzz}'"),
    ("report.yaml", r"「\{model\}」", "「{modle}」", "text-placeholder-near", None),
    ("report.yaml", r"rhythm: \{ja: 月に1回, en: Monthly\}", "rhythm: {en: Monthly}", "text-missing", "{en: Monthly}"),
    ("report.yaml", r"unit: \{ja: 社, en: companies\}", "unit: {ja: 社, en: '{zzz}'}", "text-placeholder", "'{zzz}'"),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "mark"), [*REFERENCES, *HANDOUT, *RULES, *SOURCES])
def test_each_fault_is_told_once_at_its_place(file: str, old: str, new: str, code: str, mark: str | None) -> None:
    files = in_pack(file, old, new)
    problems = pack_problems(files)
    assert {problem.code for problem in problems} == {code}
    if mark is not None:
        assert str(problems[0].at) == place_of(files, file, mark)
    assert all(problem.at and problem.at.file == file for problem in problems)


@pytest.mark.parametrize(("file", "old", "new", "code", "mark"), TEXTS)
def test_each_fault_of_a_text_is_told_at_its_place(file: str, old: str, new: str, code: str, mark: str | None) -> None:
    files = in_pack(file, old, new)
    problems = [problem for problem in pack_problems(files) if problem.code == code]
    assert len(problems) == 1
    assert problems[0].at
    if mark is not None:
        assert str(problems[0].at) == place_of(files, file, mark)


def test_every_text_in_a_language_that_is_not_declared_is_told_at_its_place() -> None:
    files = in_pack("pack.yaml", r"^languages: \[ja, en\]$", "languages: [ja]")
    problems = [problem for problem in pack_problems(files) if problem.code == "text-undeclared"]
    assert {problem.params["language"] for problem in problems} == {"en"}
    assert {problem.at.file for problem in problems if problem.at} >= {"pack.yaml", "findings.yaml", MODEL}
    (title,) = (problem for problem in problems if problem.at and problem.at.file == "pack.yaml" and
                problem.subject == "title")  # fmt: skip
    assert str(title.at) == place_of(files, "pack.yaml", "{ja: BtoB")


def test_a_suggestion_names_what_was_probably_meant() -> None:
    (problem,) = pack_problems(in_pack("actions.yaml", "owner: lead", "owner: leed"))
    assert problem.params == {"name": "leed", "kind": "hat", "near": "lead"}
    assert problem.subject == "actions[0].owner"


@pytest.mark.parametrize(
    ("file", "old", "new", "mark"),
    [
        ("findings.yaml", r"sources: \[\w+.*\]$", "sources: [T, T]", "T]"),
        ("glossary.yaml", r"sources: \[\w+[^]]*\]", "sources: [T, T]", "T]"),
        ("report.yaml", r"hats: \[operations, lead\]", "hats: [lead, lead]", "lead]"),
        ("report.yaml", r"sources: \[\w+[^]]*\]", "sources: [T, T]", "T]"),
        ("seats.yaml", r"hats: \[lead, knowledge\]", "hats: [lead, knowledge, lead]", "lead]"),
        ("actions.yaml", r"after: \[agree_mql_sql, choose_first_kpis\]",
         "after: [agree_mql_sql, choose_first_kpis, agree_mql_sql]", "agree_mql_sql]"),
    ],
)  # fmt: skip
def test_a_name_that_a_list_has_twice_is_told_at_the_second(file: str, old: str, new: str, mark: str) -> None:
    files = in_pack(file, old, new)
    (problem,) = pack_problems(files)
    assert (problem.code, problem.params) == ("name-twice", {"name": mark.rstrip("]")})
    assert str(problem.at) == place_of(files, file, f"{mark}{files[file].decode().partition(new)[2]}")


def test_the_place_of_an_id_given_twice_is_that_of_the_second() -> None:
    files = in_pack(MODEL, "id: four_to_nine", "id: up_to_three")
    (problem,) = pack_problems(files)
    assert problem.subject == "rows[1].id"
    assert problem.params == {"id": "up_to_three"}


@pytest.mark.parametrize("name", ["pack.yaml", "sources.yaml", "seats.yaml", "report.yaml"])
def test_a_file_that_is_missing_is_named(name: str) -> None:
    (problem,) = pack_problems({file: content for file, content in pack_files().items() if file != name})
    assert (problem.code, problem.subject) == ("file-missing", name)
    there = str(problem.params["files"]).split(", ")
    assert sorted([*there, name]) == sorted(file for file in pack_files() if "/" not in file)


def test_faults_of_several_files_are_told_together_and_in_order() -> None:
    files = {**pack_files(), "notes.yaml": in_pack("notes.yaml", "on: model", "on: modle")["notes.yaml"],
             "seats.yaml": in_pack("seats.yaml", "spare: execution", "spare: x")["seats.yaml"],
             "actions.yaml": in_pack("actions.yaml", "owner: lead", "owner: leed")["actions.yaml"]}  # fmt: skip
    assert [problem.at.file for problem in pack_problems(files) if problem.at] == [
        "actions.yaml", "notes.yaml", "seats.yaml"]  # fmt: skip


def test_faults_of_form_are_told_for_all_files_together() -> None:
    files = {**pack_files(), "notes.yaml": b"notes: 3\n", "seats.yaml": b"a: *x\n"}
    assert [(p.code, p.at and p.at.file) for p in pack_problems(files)] == [
        ("data-not-list", "notes.yaml"), ("yaml-alias", "seats.yaml")]  # fmt: skip


def test_the_digest_is_of_all_files_and_nothing_else(questionnaire: Questionnaire) -> None:
    files = dict(pack_files())
    assert load_rules(files, questionnaire).digest == digest(dict(reversed(files.items()))) == digest(files)
    files["cases/another.yaml"] = b""
    assert digest(files) != digest(pack_files())
    assert digest({"a": b"bc"}) != digest({"ab": b"c"})
    assert digest({"a": b"", "b": b""}) != digest({"a": b"b\0000\0"})
