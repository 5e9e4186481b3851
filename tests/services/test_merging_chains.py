"""Answers bounded by each other in a chain: whatever is saved, they are valid together, and nothing typed is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.answers import read_given
from app.domain.questionnaire import Questionnaire
from app.packs.questionnaire_files import load_questionnaire
from app.services.drafts import draft, typed_as
from app.services.merging import merge

CHAIN = """
id: chain
title: {ja: 連鎖}
intro: {ja: 連鎖}
questions:
  - {id: a, kind: integer, label: {ja: a}, ask: {ja: a}, why: {ja: a}, accept: {min: 0, max: 9}}
  - {id: b, kind: integer, label: {ja: b}, ask: {ja: b}, why: {ja: b}, accept: {min: 0, max: 9, at_most: a}}
  - {id: c, kind: integer, label: {ja: c}, ask: {ja: c}, why: {ja: c}, accept: {min: 0, max: 9, at_most: b}}
"""
HEAD = "id: chain\nedition: '1'\nlanguages: [ja]\ntitle: {ja: 連鎖}\nintro: {ja: 連鎖}\nsections: [chain]\n"


def chain() -> Questionnaire:
    return load_questionnaire({"questionnaire.yaml": HEAD.encode(), "sections/chain.yaml": CHAIN.encode()})


numbers = st.dictionaries(st.sampled_from("abc"), st.integers(0, 9))
given_in = st.dictionaries(st.sampled_from("abcd"), st.one_of(st.none(), st.integers(-1, 10), st.just("1")))


@given(numbers, given_in, given_in)
def test_whatever_is_saved_the_answers_are_valid_together_and_nothing_typed_is_lost(
    first: dict[str, int], second: dict[str, object], third: dict[str, object]
) -> None:
    """What was typed last at a question stands there, as its answer or as a draft; a newer save goes first."""
    questionnaire = chain()
    answers, drafts = {}, {}
    stands: dict[str, object] = {}
    for raw in (first, second, third):
        handed = {name: draft(typed_as(value), value) for name, value in raw.items()}
        merged = merge(questionnaire, answers, raw, handed, drafts)
        answers, drafts = merged.answers, merged.drafts
        stands |= raw
        reported = [problem.subject for problem in merged.problems]
        assert len(set(reported)) == len(reported)
        assert read_given(questionnaire, answers)[1] == []
        shown = {name: typed_as(value) for name, value in answers.items()}
        shown |= {name: each.typed for name, each in drafts.items()}
        assert shown == {name: typed_as(value) for name, value in stands.items() if value is not None and name != "d"}
        assert {name for name in raw if name in drafts} <= set(reported)


def test_a_refused_answer_is_measured_again_by_what_stays_in_its_place() -> None:
    merged = merge(chain(), {"a": 5, "b": 2}, {"b": 9, "c": 4}, {"b": draft(["9"]), "c": draft(["4"])})
    assert {problem.subject: problem.params["max"] for problem in merged.problems} == {"b": 5, "c": 2}
    assert merged.answers == {"a": 5, "b": 2}
    assert merged.drafts.keys() == {"b", "c"}
