"""Answers are read against the questionnaire: what is valid, what the rules see, what is told of the rest."""

from __future__ import annotations

import pytest
from hypothesis import given

from app.domain.answers import as_rules_see, quote, read, read_given
from app.domain.errors import InvalidAnswers, Problem
from app.domain.questionnaire import Kind, Questionnaire
from app.domain.wording import Wording
from tests.support import REQUIRED, Raw, raw_answers, shipped_questionnaire

YPNU = ["mql_agreed", "execution_delegated", "reproducibility", "abm_interest", "vendor_workflow"]


def problems_of(questionnaire: Questionnaire, **raw: object) -> list[Problem]:
    with pytest.raises(InvalidAnswers) as raised:
        read(questionnaire, REQUIRED | raw)
    return list(raised.value.problems)


def only_problem(questionnaire: Questionnaire, **raw: object) -> Problem:
    (problem,) = problems_of(questionnaire, **raw)
    return problem


# What the rules see


def test_only_the_four_questions_must_be_answered(questionnaire: Questionnaire) -> None:
    assert {question.id for question in questionnaire.questions() if question.required} == set(REQUIRED)
    assert read(questionnaire, REQUIRED).given == set(REQUIRED)


def test_every_question_has_a_value_for_the_rules(questionnaire: Questionnaire) -> None:
    assert list(read(questionnaire, REQUIRED).values) == list(questionnaire.by_id)


@pytest.mark.parametrize("question", [*YPNU, "lead_cost_trend", "first_party_data"])
def test_left_out_counts_as_unknown(questionnaire: Questionnaire, question: str) -> None:
    assert read(questionnaire, REQUIRED).values[question] == "unknown"
    assert read(questionnaire, REQUIRED | {question: None}).values[question] == "unknown"


def test_every_question_of_yes_partial_no_unknown_left_out_counts_as_unknown(questionnaire: Questionnaire) -> None:
    scaled = [q for q in questionnaire.questions() if {"yes", "partial", "no", "unknown"} <= set(q.option_ids)]
    assert len(scaled) == 5 + 1 + 8 + 15  # of team, tasks, operation and checklist
    assert {question.left_out for question in scaled} == {"unknown"}


def test_revenue_left_out_counts_as_undisclosed_and_insourcing_as_not_planned(questionnaire: Questionnaire) -> None:
    values = read(questionnaire, REQUIRED).values
    assert (values["annual_revenue"], values["insourcing_stance"]) == ("undisclosed", "not_planned")


@pytest.mark.parametrize(
    "question", ["company_name", "industry", "dedicated_headcount", "articles_per_month", "task_ads", "skilled_tasks",
                 "kpi_kind", "nurturing_state", "budget_holder", "inside_sales_kind", "deal_size", "sales_cycle"]
)  # fmt: skip
def test_anything_else_left_out_counts_as_null(questionnaire: Questionnaire, question: str) -> None:
    assert read(questionnaire, REQUIRED).values[question] is None


def test_an_empty_list_is_an_answer(questionnaire: Questionnaire) -> None:
    assert read(questionnaire, REQUIRED | {"skilled_tasks": []}).values["skilled_tasks"] == ()


@pytest.mark.parametrize(
    ("headcount", "question", "value", "seen"),
    [
        (1, "execution_delegated", "no", "unknown"),
        (2, "execution_delegated", "no", "no"),
        (1, "everyone_does_everything", "yes", "unknown"),
        (2, "everyone_does_everything", "yes", "yes"),
        (0, "inexperienced_decides", "yes", "unknown"),
        (1, "inexperienced_decides", "yes", "yes"),
        (0, "dedicated_headcount", 0, None),
        (1, "dedicated_headcount", 0, 0),
    ],
)
def test_an_answer_off_the_path_counts_as_left_out(
    questionnaire: Questionnaire, headcount: int, question: str, value: object, seen: object
) -> None:
    answers = read(questionnaire, REQUIRED | {"marketing_headcount": headcount, question: value})
    assert answers.values[question] == seen
    assert (question in answers.asked) is (seen == value)
    assert question in answers.given


def test_media_is_asked_when_the_budget_is_given_even_as_zero(questionnaire: Questionnaire) -> None:
    off = read(questionnaire, REQUIRED | {"media_spend_manyen": 10_000_000})
    on = read(questionnaire, REQUIRED | {"annual_budget_manyen": 0, "media_spend_manyen": 0})
    assert (off.values["media_spend_manyen"], on.values["media_spend_manyen"]) == (None, 0)


def test_an_answer_off_the_path_must_still_be_valid(questionnaire: Questionnaire) -> None:
    assert only_problem(questionnaire, marketing_headcount=0, inexperienced_decides="perhaps").subject == (
        "inexperienced_decides"
    )
    assert only_problem(questionnaire, marketing_headcount=0, dedicated_headcount=1).code == "answer-above-other"


@given(raw_answers(shipped_questionnaire()))
def test_any_valid_response_is_read_and_what_is_asked_and_given_is_kept(raw: Raw) -> None:
    questionnaire = shipped_questionnaire()
    answers = read(questionnaire, raw)
    for question in questionnaire.questions():
        value, seen = raw.get(question.id), answers.values[question.id]
        kept = question.id in answers.asked and value is not None
        assert seen == (tuple(value) if isinstance(value, list) else value if kept else question.left_out) or not kept
        if not kept:
            assert seen == question.left_out


@given(raw_answers(shipped_questionnaire()))
def test_what_the_rules_see_reads_as_itself(raw: Raw) -> None:
    questionnaire = shipped_questionnaire()
    seen = read(questionnaire, raw).values
    assert read(questionnaire, seen).values == seen


# What is refused


@given(raw_answers(shipped_questionnaire()))
def test_the_path_is_decided_by_the_few_answers_that_conditions_name(raw: Raw) -> None:
    questionnaire = shipped_questionnaire()
    every = read_given(questionnaire, raw)[0]
    few = {name: every[name] for name in questionnaire.asking if name in every}
    assert as_rules_see(questionnaire, few).asked == as_rules_see(questionnaire, every).asked


@pytest.mark.parametrize(
    "value", [True, False, "3", "３", "1_000", 3.0, 1e300, float("nan"), float("inf"), [3], {"a": 3}, "", " "]
)
def test_a_number_must_be_a_whole_number(questionnaire: Questionnaire, value: object) -> None:
    assert only_problem(questionnaire, employees=value).code == "answer-not-whole-number"


@pytest.mark.parametrize(
    ("question", "value"),
    [("employees", 0), ("employees", -5), ("employees", 2_000_001), pytest.param("employees", 10**5000, id="huge"),
     ("articles_per_month", 501), ("marketing_headcount", -1), ("marketing_headcount", 10_000),
     ("annual_budget_manyen", 10_000_001)],
)  # fmt: skip
def test_a_number_must_be_in_range(questionnaire: Questionnaire, wording: Wording, question: str, value: int) -> None:
    problem = only_problem(questionnaire, **{question: value})
    assert (problem.code, problem.subject) == ("answer-out-of-range", question)
    assert wording.problem(problem, "ja")


@pytest.mark.parametrize(
    ("question", "value"), [("employees", 1), ("employees", 2_000_000), ("marketing_headcount", 0),
                            ("marketing_headcount", 9999), ("annual_budget_manyen", 10_000_000)]
)  # fmt: skip
def test_the_bounds_themselves_are_in_range(questionnaire: Questionnaire, question: str, value: int) -> None:
    assert read(questionnaire, REQUIRED | {question: value}).values[question] == value


@pytest.mark.parametrize("value", [True, 1, ["yes"], {}, 1.5])
def test_a_choice_must_be_one_of_its_options(questionnaire: Questionnaire, value: object) -> None:
    problem = only_problem(questionnaire, mql_agreed=value)
    assert problem.code == "answer-unknown-option"
    assert problem.params["options"] == "yes, partial, no, unknown"


def test_a_misspelt_option_is_answered_with_a_suggestion(questionnaire: Questionnaire) -> None:
    problem = only_problem(questionnaire, industry="manufactoring")
    assert (problem.code, problem.params["near"]) == ("answer-unknown-option-near", "manufacturing")


@pytest.mark.parametrize("value", ["", "Yes", "not_applicable", " yes", "ｙｅｓ"])
def test_an_option_of_another_list_or_spelling_is_refused(questionnaire: Questionnaire, value: str) -> None:
    assert only_problem(questionnaire, mql_agreed=value).code.startswith("answer-unknown-option")


def test_not_applicable_is_an_option_of_the_vendor_workflow_alone(questionnaire: Questionnaire) -> None:
    having = [q.id for q in questionnaire.questions() if "not_applicable" in q.option_ids]
    assert having == ["vendor_workflow"]


@pytest.mark.parametrize(
    ("value", "code"),
    [("ads", "answer-not-a-list"), (3, "answer-not-a-list"), ({"ads": 1}, "answer-not-a-list"),
     (["adz"], "answer-unknown-option-near"), ([3], "answer-unknown-option"), ([["ads"]], "answer-unknown-option"),
     ([None], "answer-unknown-option"), (["ads", "ads"], "answer-repeated-option")],
)  # fmt: skip
def test_several_options_are_a_list_of_each_at_most_once(
    questionnaire: Questionnaire, value: object, code: str
) -> None:
    assert only_problem(questionnaire, skilled_tasks=value).code == code


@pytest.mark.parametrize("value", [3, True, ["A"], float("nan")])
def test_a_text_must_be_a_text(questionnaire: Questionnaire, value: object) -> None:
    assert only_problem(questionnaire, company_name=value).code == "answer-not-text"


@pytest.mark.parametrize("character", ["\0", "\n", "\t", "\x1b", "\x7f", "\x85", "\u2028", "\ud800"])
def test_a_text_with_characters_that_cannot_be_shown_is_refused(questionnaire: Questionnaire, character: str) -> None:
    problem = only_problem(questionnaire, company_name=f"A{character}B")
    assert (problem.code, problem.params["character"]) == ("answer-unprintable", f"U+{ord(character):04X}")


def test_a_text_is_measured_in_code_points(questionnaire: Questionnaire) -> None:
    read(questionnaire, REQUIRED | {"company_name": "𠮷" * 100})
    problem = only_problem(questionnaire, company_name="𠮷" * 101)
    assert (problem.code, problem.params) == ("answer-too-long", {"max": 100, "length": 101})


@pytest.mark.parametrize(
    ("question", "ceiling", "most"),
    [("dedicated_headcount", "marketing_headcount", 6), ("media_spend_manyen", "annual_budget_manyen", 900)],
)
def test_a_part_may_not_exceed_the_whole(questionnaire: Questionnaire, question: str, ceiling: str, most: int) -> None:
    assert read(questionnaire, REQUIRED | {ceiling: most, question: most}).values[question] == most
    problem = only_problem(questionnaire, **{ceiling: most, question: most + 1})
    assert (problem.code, problem.subject) == ("answer-above-other", question)
    assert problem.params == {"value": most + 1, "max": most, "other": ceiling}


def test_a_part_is_not_held_against_a_whole_that_is_wrong_itself(questionnaire: Questionnaire) -> None:
    assert [p.code for p in problems_of(questionnaire, marketing_headcount="6", dedicated_headcount=7)] == [
        "answer-not-whole-number"
    ]


@pytest.mark.parametrize("raw", [{}, dict.fromkeys(REQUIRED)])
def test_what_must_be_answered_is_told_all_at_once(questionnaire: Questionnaire, raw: Raw) -> None:
    with pytest.raises(InvalidAnswers) as raised:
        read(questionnaire, raw)
    assert {(p.code, p.subject) for p in raised.value.problems} == {("answer-required", each) for each in REQUIRED}


def test_a_wrong_answer_to_a_required_question_is_told_once(questionnaire: Questionnaire) -> None:
    assert [p.code for p in problems_of(questionnaire, decision_owner="nobody")] == ["answer-unknown-option"]


def test_a_misspelt_question_is_answered_with_a_suggestion(questionnaire: Questionnaire) -> None:
    problem = only_problem(questionnaire, employes=3)
    assert (problem.code, problem.subject, problem.params["near"]) == (
        "answer-unknown-question-near", "employes", "employees")  # fmt: skip


def test_a_flood_of_unknown_questions_is_told_in_full_and_compared_in_part(questionnaire: Questionnaire) -> None:
    problems = problems_of(questionnaire, **{f"employes{number}": 1 for number in range(1000)})
    assert len(problems) == 1000
    assert sum("near" in problem.params for problem in problems) == 50


def test_a_question_nobody_asks_is_refused_even_without_an_answer(questionnaire: Questionnaire) -> None:
    assert only_problem(questionnaire, qqqq=None).code == "answer-unknown-question"


def test_every_problem_is_told_at_once_and_what_is_valid_kept(questionnaire: Questionnaire) -> None:
    raw = {"employees": "3", "kpi_kind": "x", "company_name": 1, "zzz": 1, "task_ads": "mixed", "skilled_tasks": 1}
    given_, problems = read_given(questionnaire, raw)
    assert given_ == {"task_ads": "mixed"}
    assert {p.subject for p in problems} == {"employees", "kpi_kind", "company_name", "zzz", "skilled_tasks"}
    assert as_rules_see(questionnaire, given_).values["task_ads"] == "mixed"


@pytest.mark.parametrize(
    ("value", "said"),
    [(True, "true"), (False, "false"), ("3", '"3"'), (3, "3"), (1.5, "1.5"), pytest.param(10**5000, "…", id="huge"),
     pytest.param([10**5000], "…", id="huge in a list"),
     ("a\ud800\x1bb", '"a\ufffd\ufffdb"')],
)  # fmt: skip
def test_a_value_is_quoted_so_that_it_can_be_shown(value: object, said: str) -> None:
    assert quote(value) == said


def test_a_long_value_and_a_long_name_are_cut_short(questionnaire: Questionnaire) -> None:
    assert len(quote("x" * 10**6)) == 60
    assert len(only_problem(questionnaire, **{"x" * 10**6: 1}).subject) == 60
    only_problem(questionnaire, **{"x\ud800": 1}).subject.encode()


def test_every_problem_with_any_answer_has_words(questionnaire: Questionnaire, wording: Wording) -> None:
    wrong: list[object] = [True, "x\ud800", "9" * 200, -1, 10**400, 1.5, float("nan"), [1], ["ads", "ads"]]
    for question in questionnaire.questions():
        for value in wrong:
            for problem in read_given(questionnaire, {question.id: value})[1]:
                said = wording.problem(problem, "ja")
                assert said.encode()
                assert "{" not in said
        assert question.kind in Kind
