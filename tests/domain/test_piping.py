"""Earlier answers stand in later questions where they were given, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.answers import as_rules_see, read_given
from app.domain.fact_words import FactWords
from app.domain.piping import LONGEST, Piping
from app.domain.questionnaire import Question
from app.domain.texts import Text
from app.domain.wording import Wording
from tests.support import REQUIRED, Raw, shipped_pack, shipped_questionnaire


def piping(wording: Wording, raw: Raw, language: str = "ja") -> Piping:
    questionnaire = shipped_questionnaire()
    given, problems = read_given(questionnaire, raw)
    assert problems == []
    words = FactWords(questionnaire, shipped_pack(), wording, language)
    return Piping(questionnaire, words, wording, language, as_rules_see(questionnaire, given))


def question(id_: str) -> Question:
    return shipped_questionnaire().by_id[id_]


def asking(template: str) -> Question:
    """The last question, asking with this text once what it names is known."""
    return replace(question("strategy_guideline"), ask_knowing=Text({"ja": template, "en": template}))


def test_a_number_stands_in_the_sentence_with_the_unit_written_there(wording: Wording) -> None:
    asked = piping(wording, {**REQUIRED, "marketing_headcount": 1200}).ask(question("dedicated_headcount"))
    assert asked == "マーケティング担当者1,200名のうち、専任の人は何名いますか。"


def test_an_amount_stands_with_its_own_unit_in_each_language(wording: Wording) -> None:
    raw: Raw = {"annual_budget_manyen": 12000}
    assert "年間予算12,000万円（1億2,000万円）のうち" in piping(wording, raw).ask(question("media_spend_manyen"))
    assert "annual budget of ¥120 million," in piping(wording, raw, "en").ask(question("media_spend_manyen"))


def test_an_option_stands_as_its_text(wording: Wording) -> None:
    helped = piping(wording, {"kpi_kind": "volume_only"}).help(question("shared_kpi"))
    assert helped.startswith("先にお聞きした「評価に使う数字」には「集めた数」とお答えです。")
    assert helped.endswith(question("shared_kpi").help.say("ja"))


def test_several_options_stand_one_after_the_other(wording: Wording) -> None:
    asked = piping(wording, {"skilled_tasks": ["ads", "content"]}).ask(asking("{skilled_tasks}のほかは。"))
    assert "、" in asked
    assert asked.endswith("のほかは。")


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"kpi_kind": None, "skilled_tasks": ["ads"]},
        {"kpi_kind": "none", "skilled_tasks": []},
        {"kpi_kind": "none"},
    ],
)
def test_where_one_answer_is_missing_the_plain_question_is_asked(wording: Wording, raw: Raw) -> None:
    plain = question("strategy_guideline").ask.say("ja")
    assert piping(wording, raw).ask(asking("{kpi_kind}と{skilled_tasks}")) == plain


@pytest.mark.parametrize("raw", [{"mql_agreed": "unknown"}, {"company_name": " "}, {"dedicated_headcount": 1}])
def test_what_says_nothing_or_is_not_asked_is_not_said_back(wording: Wording, raw: Raw) -> None:
    """The dedicated people are asked only of those who have marketers."""
    (name,) = raw
    assert piping(wording, raw).ask(asking(f"{{{name}}}")) == question("strategy_guideline").ask.say("ja")


def test_a_long_text_is_cut(wording: Wording) -> None:
    asked = piping(wording, {"company_name": "あ" * 100}).ask(asking("{company_name}の方針は。"))
    assert asked == "あ" * (LONGEST - 1) + "…の方針は。"


def test_a_text_with_braces_of_its_own_is_not_filled_again(wording: Wording) -> None:
    asked = piping(wording, {"company_name": "{kpi_kind}", "kpi_kind": "none"}).ask(asking("{company_name}の"))
    assert asked == "{kpi_kind}の"


def test_every_text_of_the_shipped_questionnaire_can_be_filled_in_every_language(wording: Wording) -> None:
    raw: Raw = {**REQUIRED, "annual_budget_manyen": 900, "kpi_kind": "none", "task_nurturing": "mixed"}
    piped = [q for q in shipped_questionnaire().questions() if q.ask_knowing or q.help_knowing]
    assert len(piped) >= 4
    for language in shipped_questionnaire().languages:
        knowing, plain = piping(wording, raw, language), piping(wording, {}, language)
        for each in piped:
            assert (knowing.ask(each) != plain.ask(each)) == (each.ask_knowing is not None)
            assert (knowing.help(each) != plain.help(each)) == (each.help_knowing is not None)
            assert "{" not in knowing.ask(each) + knowing.help(each)
