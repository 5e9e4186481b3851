"""Each thing that can be wrong with a questionnaire is told by its code, at its place."""

from __future__ import annotations

from contextlib import suppress

import pytest

from app.cli.checking import check_all
from app.domain.errors import InvalidData
from app.domain.questionnaire import Kind, Questionnaire
from app.packs.questionnaire_files import load_questionnaire
from tests.packs.mutated import in_questionnaire, place_of, questionnaire_problems
from tests.support import pack_files, questionnaire_files

TEAM, COMPANY, BUDGET = "sections/team.yaml", "sections/company.yaml", "sections/budget.yaml"

FAULTS = [
    (TEAM, "id: dedicated_headcount", "id: marketing_headcount", "question-twice", None),
    (TEAM, "scale: ypnu", "scale: ypno", "question-unknown-scale-near", "ypno"),
    (COMPANY, "kind: text", "kind: choice", "question-options", None),
    (TEAM, "    unit: ", "    options: [{id: a, text: {ja: a, en: a}}]\n    unit: ", "question-options", "[{id: a,"),
    (COMPANY, "id: it_saas", "id: manufacturing", "question-option-twice", None),
    (COMPANY, "left_out: undisclosed", "left_out: secret", "question-left-out", "secret"),
    (TEAM, "at_most: marketing_headcount", "at_most: annual_budget_manyen", "question-at-most",
     "annual_budget_manyen}"),
    (TEAM, "at_most: marketing_headcount", "at_most: industry", "question-at-most", "industry}"),
    (TEAM, "at_most: marketing_headcount", "at_most: dedicated_headcount", "question-at-most", "dedicated_headcount}"),
    (TEAM, r"担当者\{marketing_headcount\}名の", "担当者{department_age}名の", "question-knowing-later",
     '{ja: "マーケティング担当者{department_age}'),
    (TEAM, r"担当者\{marketing_headcount\}名の", "担当者{dedicated_headcount}名の", "question-knowing-later",
     '{ja: "マーケティング担当者{dedicated_headcount}'),
    (TEAM, r"担当者\{marketing_headcount\}名の", "担当者の", "question-knowing-uneven",
     '{ja: "マーケティング担当者の'),
    (TEAM, r"担当者\{marketing_headcount\}名の", "{employees}名の", "question-knowing-uneven",
     '{ja: "マーケティング{e'),
    (COMPANY, r"accept: \{min: 1, max: 2000000\}", "accept: {min: 9, max: 9}", "question-range", "{min: 9"),
    (COMPANY, r"accept: \{max_length: 100\}", "accept: {max_length: 0}", "question-length", "{max_length: 0"),
    (TEAM, "    unit: ", "    ordered: true\n    unit: ", "question-ordered", "true\n    unit"),
    ("questionnaire.yaml", r"ordered_scales: \[ypnu,", "ordered_scales: [colours,", "scale-unknown", "colours,"),
    (COMPANY, "    quick: true\n", "", "question-not-quick", None),
    (TEAM, 'marketing_headcount: ">= 1"', 'marketing_headcont: ">= 1"', "condition-unknown-fact-near",
     "marketing_headcont:"),
    (TEAM, 'marketing_headcount: ">= 1"', "articles_per_month: 1", "condition-later-question", "articles_per_month:"),
    (TEAM, 'marketing_headcount: ">= 1"', "company_name: x", "condition-not-earlier", "company_name:"),
    (TEAM, 'marketing_headcount: ">= 1"', 'marketing_headcount: "< 0"', "cell-out-of-range", '"< 0"'),
    (BUDGET, r'annual_budget_manyen: "not\(null\)"', "annual_budget_manyen: is_given", "cell-not-a-number-test",
     "is_given"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code", "mark"), FAULTS)
def test_each_fault_is_told_once_at_its_place(file: str, old: str, new: str, code: str, mark: str | None) -> None:
    files = in_questionnaire(file, old, new)
    (problem,) = questionnaire_problems(files)
    assert problem.code == code
    assert problem.at
    assert problem.at.file == file
    if mark is not None:
        assert str(problem.at) == place_of(files, file, mark)


def test_a_questionnaire_without_any_quick_question_has_no_quick_path() -> None:
    files = {name: content.replace(b"    quick: true\n", b"") for name, content in questionnaire_files().items()}
    assert load_questionnaire(files).quick_sections == ()


def test_the_quick_path_leaves_out_sections_without_a_quick_question() -> None:
    path = load_questionnaire(questionnaire_files()).quick_sections
    assert {section.id: len(section.questions) for section in path} == {
        "company": 1, "team": 4, "operation": 1, "checklist": 15,
    }  # fmt: skip


def test_a_questionnaire_without_its_head_is_told() -> None:
    files = {file: content for file, content in questionnaire_files().items() if file != "questionnaire.yaml"}
    assert [(p.code, p.subject) for p in questionnaire_problems(files)] == [("file-missing", "questionnaire.yaml")]


def test_a_section_without_a_file_is_told_where_it_is_listed() -> None:
    files = {file: content for file, content in questionnaire_files().items() if file != TEAM}
    (problem,) = questionnaire_problems(files)
    assert (problem.code, problem.subject) == ("part-missing", "sections[1]")
    assert str(problem.at) == place_of(files, "questionnaire.yaml", "team, ")
    assert problem.params["known"] == "budget, checklist, company, operation, tasks"


def test_faults_of_several_sections_are_told_together() -> None:
    files = {
        **questionnaire_files(),
        TEAM: in_questionnaire(TEAM, "scale: ypnu", "scale: x")[TEAM],
        COMPANY: in_questionnaire(COMPANY, "kind: text", "kind: words")[COMPANY],
    }
    assert {p.code for p in questionnaire_problems(files)} >= {"question-unknown-scale", "data-not-one-of"}


@pytest.mark.parametrize("name", sorted(questionnaire_files()))
def test_a_file_cut_short_anywhere_is_refused_or_read(name: str) -> None:
    content = questionnaire_files()[name]
    for place in range(0, len(content), max(1, len(content) // 40)):
        with suppress(InvalidData):
            load_questionnaire({**questionnaire_files(), name: content[:place]})


def test_a_repeated_option_is_told_by_its_id_where_it_stands_the_second_time() -> None:
    files = in_questionnaire(COMPANY, "id: it_saas", "id: manufacturing")
    (problem,) = questionnaire_problems(files)
    assert problem.params == {"question": "industry", "option": "manufacturing"}
    before, _, after = files[COMPANY].decode().rpartition("{id: manufacturing")
    assert after
    assert str(problem.at).startswith(f"{COMPANY}:{before.count(chr(10)) + 1}:")


def test_a_repeated_option_of_a_scale_is_told_once_however_many_questions_have_the_scale() -> None:
    files = in_questionnaire("questionnaire.yaml", "id: partial", "id: 'yes'")
    (problem,) = questionnaire_problems(files)
    assert (problem.code, problem.subject, problem.params) == ("id-twice", "scales.ypnu[1].id", {"id": "yes"})
    assert str(problem.at) == place_of(files, "questionnaire.yaml", "'yes', text: {ja: 一部")
    assert check_all(files, pack_files()).faults == (problem,)


def test_the_shipped_questionnaire_is_that_of_the_knowledge_page(questionnaire: Questionnaire) -> None:
    assert [section.id for section in questionnaire.sections] == [
        "company", "team", "budget", "tasks", "operation", "checklist"]  # fmt: skip
    assert len(questionnaire.by_id) == 64
    assert sum(question.id.startswith("task_") for question in questionnaire.questions()) == 14
    assert [q.id for q in questionnaire.questions() if q.kind is Kind.MULTIPLE] == ["skilled_tasks"]
    assert [q.id for q in questionnaire.questions() if q.report_only] == ["company_name"]


def test_every_question_says_why_it_is_asked_and_how_to_answer(questionnaire: Questionnaire) -> None:
    for question in questionnaire.questions():
        assert question.help is not None, question.id
        for text in (question.label, question.ask, question.why, question.help):
            assert text.say("ja").strip(), question.id
            assert text.say("en").strip(), question.id


def test_what_is_answered_yes_or_no_is_called_by_a_short_statement(questionnaire: Questionnaire) -> None:
    """はい and いいえ must fit the label, which stands before the answer everywhere."""
    labels = [q.label.say("ja") for q in questionnaire.questions() if {"yes", "partial", "no"} <= set(q.option_ids)]
    assert len(labels) > 25
    for label in labels:
        assert len(label) <= 24, label
        assert label[-1] in "るいむ", label
    every = [q.label.say("ja") for q in questionnaire.questions()]
    assert len(set(every)) == len(every)


FOLDED = "title:\n  ja: >-\n    会社に\n    ついて\n    in two\n    words\n  en: >-\n    About\n    the company"


def test_a_line_folded_between_japanese_characters_leaves_no_space() -> None:
    files = in_questionnaire(COMPANY, r"^title: .*$", FOLDED)
    title = load_questionnaire(files).sections[0].title
    assert (title.say("ja"), title.say("en")) == ("会社について in two words", "About the company")
