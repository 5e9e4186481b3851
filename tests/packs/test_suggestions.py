"""One slip in the shipped files is told once, at the very word, with what was probably meant."""

from __future__ import annotations

import pytest

from app.domain.errors import Problem
from app.domain.wording import Wording
from app.packs.files import Files
from app.packs.pack_files import read_rules
from app.packs.questionnaire_files import read_questionnaire
from tests.packs.mutated import changed, in_pack, in_questionnaire, place_of, said
from tests.support import pack_files, questionnaire_files

TEAM, COMPANY, CHECKLIST = "sections/team.yaml", "sections/company.yaml", "sections/checklist.yaml"
MODEL, ARCHETYPE = "decisions/model.yaml", "decisions/archetype.yaml"

# file, what is replaced by what, the code told, what stands at its place, and the name suggested
SLIPS = [
    # values
    (ARCHETYPE, "none, under_1y", "none, under_1yr", "cell-unknown-value-near", '"none, under_1yr', "under_1y"),
    ("findings.yaml", "decision_owner: unclear", "decision_owner: Unclear", "cell-unknown-value-near", "Unclear",
     "unclear"),
    (MODEL, r"then: \{model: small\}", "then: {model: smal}", "table-unknown-output-near", "smal}", "small"),
    ("findings.yaml", "severity: major", "severity: majr", "data-not-one-of-near", "majr", "major"),
    (MODEL, "^hit: unique", "hit: uniqe", "data-not-one-of-near", "uniqe", "unique"),
    ("facts.yaml", "compute: count_tasks", "compute: count_task", "data-not-one-of-near", "count_task\n",
     "count_tasks"),
    (COMPANY, "kind: choice", "kind: choise", "data-not-one-of-near", "choise", "choice"),
    (COMPANY, "left_out: undisclosed", "left_out: undisclosd", "question-left-out-near", "undisclosd", "undisclosed"),
    # names
    (CHECKLIST, r"terms: \[mql, sql\]", "terms: [mql, sqll]", "term-unknown-near", "sqll", "sql"),
    (CHECKLIST, r"terms: \[mql, sql\]", "terms: [mql, colour]", "term-unknown", "colour", None),
    ("notes.yaml", r"\{basics_yes\}", "{basic_yes}", "text-placeholder-near", None, "basics_yes"),
    (TEAM, "scale: ypnu", "scale: ypnuu", "question-unknown-scale-near", "ypnuu", "ypnu"),
    (CHECKLIST, "scale: ypnu$", "scale: ypnuu", "question-unknown-scale-near", "ypnuu", "ypnu"),
    (CHECKLIST, "scale: ypnu$", "scale: colours", "question-unknown-scale", "colours", None),
    ("questionnaire.yaml", r"ordered_scales: \[ypnu,", "ordered_scales: [ypnuu,", "scale-unknown-near", "ypnuu,",
     "ypnu"),
    (TEAM, "at_most: marketing_headcount", "at_most: marketing_headcont", "question-at-most-near",
     "marketing_headcont}", "marketing_headcount"),
    (TEAM, r"担当者\{marketing_headcount\}名の", "担当者{marketing_headcont}名の", "question-knowing-later-near", None,
     "marketing_headcount"),
    ("actions.yaml", '"finding:no_kpi"', '"fnding:no_kpi"', "condition-unknown-fact-near", '"fnding:no_kpi"',
     "finding:no_kpi"),
    ("actions.yaml", '"finding:no_kpi"', '"no_kpi"', "condition-unknown-fact-near", '"no_kpi"', "finding:no_kpi"),
    ("actions.yaml", '"finding:lead_cost_rising"', '"finding:cost_of_leads"', "condition-unknown-fact",
     '"finding:cost_of_leads"', None),
    (MODEL, r"sources: \[S2, T\]", "sources: [S2, X9]", "sources-unknown", "X9]", None),
    (MODEL, r"sources: \[S2, T\]", "sources: [s2, T]", "sources-unknown-near", "s2, T]", "S2"),
    ("pack.yaml", "  - model$", "  - modle", "part-missing-near", "modle", "model"),
    ("pack.yaml", "  - model$", "  - colour", "part-missing", "colour", None),
    ("questionnaire.yaml", r"^sections: \[company, team", "sections: [company, tem", "part-missing-near", "tem,",
     "team"),
    # keys
    ("benchmarks.yaml", "    caveat:", "    kaveat:", "data-unknown-key-near", "kaveat", "caveat"),
    (TEAM, "    why:", "    whi:", "data-unknown-key-near", "whi:", "why"),
    # inputs of tables
    (MODEL, r"inputs: \[marketing_headcount,", "inputs: [marketing_headcont,", "condition-unknown-fact-near",
     "marketing_headcont,", "marketing_headcount"),
    (MODEL, r"inputs: \[marketing_headcount,", "inputs: [people,", "condition-unknown-fact", "people,", None),
    (MODEL, "basics_ready: false", "basics_redy: false", "table-not-an-input-near", "basics_redy: f", "basics_ready"),
    (MODEL, "basics_ready: false", "colour: false", "table-not-an-input", "colour: f", None),
    (MODEL, "basics_ready: false", "phase: operation", "table-not-an-input", "phase: o", None),
    # outputs of tables
    ("decisions/advice.yaml", r"^  advice: \[none", "  advce: [none", "table-outputs-unlike", "advce: [", None),
    ("decisions/fit.yaml", "within, ", "witin, ", "table-values-near", "witin, ", "within"),
    (MODEL, r"model: \[small, mid, large\]", "model: [small, mid, lage]", "table-values-near", "lage]", "large"),
    ("decisions/transition.yaml", "  hand_out:$", "  hand_ut:", "table-values-near", "hand_ut", "hand_out"),
    # keys that can be left out
    ("decisions/execution.yaml", "^values:", "valus:", "data-unknown-key-near", "valus:", "values"),
    ("decisions/advice.yaml", "^for_each:", "foreach:", "data-unknown-key-near", "foreach:", "for_each"),
    ("facts.yaml", "    silent:", "    silnet:", "data-unknown-key-near", "silnet:", "silent"),
    (TEAM, "    show_if:", "    showif:", "data-unknown-key-near", "showif:", "show_if"),
    # entries that are left out of a list that counts
    ("seats.yaml", "  - headcount: 2", "  - hedcount: 2", "data-unknown-key-near", "hedcount", "headcount"),
    ("capacity.yaml", "headcount: null,", "hedcount: null,", "data-unknown-key-near", "hedcount", "headcount"),
    # lists
    ("pack.yaml", "industry, department_age", "industy, department_age", "reference-unknown-near", "industy",
     "industry"),
    ("checklist.yaml", "lead_data_shared", "lead_data_sharde", "reference-unknown-near", "lead_data_sharde",
     "lead_data_shared"),
]  # fmt: skip

RANGES = [
    ("[-1..3]", "cell-bound-outside", {"bound": "-1", "low": "0", "high": "9,999"}),
    ("[0..20000]", "cell-bound-outside", {"bound": "20,000", "low": "0", "high": "9,999"}),
    ("> 20000", "cell-out-of-range", {"low": "0", "high": "9,999"}),
    ("[3..0]", "range-reversed", {"low": "3", "high": "0"}),
    ("(2..3)", "cell-empty-range", {}),
]

SHOWN = 'marketing_headcount: ">= 1"'
SHOW_IF = [
    ("articles_per_month: 1", "condition-later-question", "articles_per_month: 1"),
    ("department_age: none", "condition-later-question", "department_age: none"),
    ("model: small", "condition-not-earlier", "model: small"),
    ('"finding:no_kpi": true', "condition-not-earlier", '"finding:no_kpi"'),
    ("company_name: x", "condition-not-earlier", "company_name: x"),
    ("dedicated_headcount: 1", "condition-not-earlier", "dedicated_headcount: 1"),
]


def told(questionnaire: Files, pack: Files) -> list[Problem]:
    """What the loaders tell of both."""
    asked = read_questionnaire(questionnaire)
    return said([*asked.problems, *read_rules(pack, asked).problems])


def slipped(file: str, old: str, new: str) -> tuple[Files, Files]:
    """The shipped questionnaire and pack with a slip in one of their files."""
    if file in questionnaire_files():
        return in_questionnaire(file, old, new), pack_files()
    return questionnaire_files(), in_pack(file, old, new)


@pytest.mark.parametrize(("file", "old", "new", "code", "mark", "near"), SLIPS)
def test_a_slip_is_told_once_at_its_word(
    file: str, old: str, new: str, code: str, mark: str | None, near: str | None
) -> None:
    questionnaire, pack = slipped(file, old, new)
    (problem,) = told(questionnaire, pack)
    assert (problem.code, problem.params.get("near")) == (code, near)
    assert problem.at
    assert problem.at.file == file
    if mark is not None:
        assert str(problem.at) == place_of({**questionnaire, **pack}, file, mark)


@pytest.mark.parametrize(("cell", "code", "params"), RANGES)
def test_a_range_that_cannot_be_meant_says_what_is_wrong_with_it(cell: str, code: str, params: dict[str, str]) -> None:
    pack = in_pack("findings.yaml", 'marketing_headcount: "0"', f'marketing_headcount: "{cell}"')
    (problem,) = told(questionnaire_files(), pack)
    assert (problem.code, str(problem.at)) == (code, place_of(pack, "findings.yaml", f'"{cell}"'))
    assert params.items() <= problem.params.items()


def test_a_large_bound_is_written_out(wording: Wording) -> None:
    (problem,) = told(
        questionnaire_files(), in_pack("findings.yaml", 'marketing_headcount: "0"', 'employees: "> 2000001"')
    )
    assert "1から2,000,000まで" in wording.problem(problem, "ja")
    assert "from 1 to 2,000,000" in wording.problem(problem, "en")


@pytest.mark.parametrize(("test", "code", "mark"), SHOW_IF)
def test_what_show_if_may_not_name_is_told_as_what_it_is(test: str, code: str, mark: str) -> None:
    questionnaire = in_questionnaire(TEAM, SHOWN, test)
    (problem,) = told(questionnaire, pack_files())
    assert (problem.code, str(problem.at)) == (code, place_of(questionnaire, TEAM, mark))


def test_a_finding_that_is_gone_is_not_taken_for_another_of_the_same_prefix() -> None:
    pack = in_pack("findings.yaml", "id: lead_cost_rising", "id: cost_of_leads")
    problems = told(questionnaire_files(), pack)
    assert {problem.code for problem in problems} == {"condition-unknown-fact"}
    assert {problem.params["fact"] for problem in problems} == {"finding:lead_cost_rising"}


def test_an_input_misspelt_hides_no_cell_that_is_wrong_itself() -> None:
    pack = in_pack(MODEL, r"inputs: \[marketing_headcount,", "inputs: [marketing_headcont,")
    pack = changed(pack, MODEL, "basics_ready: false", "phase: operation")
    assert [problem.code for problem in told(questionnaire_files(), pack)] == [
        "condition-unknown-fact-near", "table-not-an-input"]  # fmt: skip


def test_a_decision_without_a_file_is_told_with_the_files_there_are() -> None:
    pack = in_pack("pack.yaml", "  - model$", "  - modle")
    (problem,) = told(questionnaire_files(), pack)
    assert problem.params["file"] == "decisions/modle.yaml"
    there = sorted(name for name in pack if name.startswith("decisions/"))
    assert problem.params["known"] == ", ".join(name[len("decisions/") : -len(".yaml")] for name in there)


KINDS = [
    ("actions.yaml", "owner: lead", "owner: gardener", "役割", "hat"),
    ("actions.yaml", "earliest: now", "earliest: soon", "期間", "horizon"),
    ("notes.yaml", "on: model", "on: wall", "補足の置き場所", "place for a note"),
    ("facts.yaml", r"matching: \['yes'\]", "matching: [zzz]", "選択肢", "option"),
    ("facts.yaml", r"of: \[budget.monthly\]", "of: [zzz]", "事実", "fact"),
    ("seats.yaml", "task: ads", "task: zzz", "業務", "task"),
]


@pytest.mark.parametrize(("file", "old", "new", "ja", "en"), KINDS)
def test_what_was_looked_for_is_said_in_words(
    file: str, old: str, new: str, ja: str, en: str, wording: Wording
) -> None:
    (problem,) = told(questionnaire_files(), in_pack(file, old, new))
    assert f"ここで使える{ja}ではありません" in wording.problem(problem, "ja")
    assert f"is not a {en} that can be used here" in wording.problem(problem, "en")
