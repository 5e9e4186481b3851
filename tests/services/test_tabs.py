"""Two tabs save on one response: neither undoes the other unawares, and nothing typed is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.services.drafts import draft
from app.services.respond import Respond, Saved, outdated
from app.services.tabs import compare, mark
from app.store.sql_store import SqlStore
from tests.editions import without_option
from tests.support import shipped_questionnaire


def seen_in(saved: Saved | dict[str, object], *names: str) -> dict[str, str]:
    """The marks a form of these questions carries."""
    shown = saved.response.shown if isinstance(saved, Saved) else saved
    return {name: mark(shown.get(name)) for name in names}


def test_a_question_changed_in_both_tabs_is_contested_and_the_first_answer_stays(respond: Respond) -> None:
    token, _ = respond.start()
    seen = seen_in({}, "employees", "industry")
    respond.save(token, {"employees": 180, "industry": None}, seen)
    second = respond.save(token, {"employees": 200, "industry": "trading"}, seen)
    assert second.contested == {"employees"}
    assert second.response.answers == {"employees": 180, "industry": "trading"}


def test_saving_again_after_seeing_the_other_answer_keeps_ones_own(respond: Respond) -> None:
    token, _ = respond.start()
    seen = seen_in({}, "employees")
    respond.save(token, {"employees": 180}, seen)
    refused = respond.save(token, {"employees": 200}, seen)
    again = respond.save(token, {"employees": 200}, seen_in(refused, "employees"))
    assert (again.contested, again.response.answers) == (frozenset(), {"employees": 200})


def test_what_only_the_other_tab_changed_stays_as_it_left_it(respond: Respond) -> None:
    token, _ = respond.start()
    first = respond.save(token, {"employees": 180, "industry": "it_saas"})
    seen = seen_in(first, "employees", "industry")
    respond.save(token, {"employees": 181, "industry": None}, seen)
    second = respond.save(token, {"employees": 180, "industry": "it_saas", "deal_size": "high"}, seen)
    assert (second.contested, second.theirs) == (frozenset(), {"employees", "industry"})
    assert second.response.answers == {"employees": 181, "deal_size": "high"}


def test_an_answer_cleared_in_one_tab_and_changed_in_the_other_is_contested(respond: Respond) -> None:
    token, _ = respond.start()
    seen = seen_in(respond.save(token, {"industry": "it_saas"}), "industry")
    respond.save(token, {"industry": "other"}, seen)
    second = respond.save(token, {"industry": None}, seen)
    assert (second.contested, second.response.answers) == ({"industry"}, {"industry": "other"})


def test_the_same_post_twice_is_no_contest(respond: Respond) -> None:
    token, _ = respond.start()
    seen = seen_in({}, "employees", "skilled_tasks")
    typed = {"employees": 180, "skilled_tasks": ("ads", "abm")}
    first = respond.save(token, typed, seen)
    second = respond.save(token, {**typed, "skilled_tasks": ("abm", "ads")}, seen)
    assert (second.contested, second.problems) == (frozenset(), ())
    assert first.response.answers["employees"] == second.response.answers["employees"]


def test_an_invalid_answer_is_told_as_such_before_it_is_contested(respond: Respond) -> None:
    token, _ = respond.start()
    seen = seen_in({}, "employees")
    respond.save(token, {"employees": 180}, seen)
    second = respond.save(token, {"employees": 0}, seen)
    assert (second.contested, second.faulty) == (frozenset(), {"employees"})
    assert [problem.code for problem in second.problems] == ["answer-out-of-range"]
    assert (second.response.answers, second.response.drafts) == ({"employees": 180}, {})  # it is left to the page


def test_a_draft_of_the_other_tab_is_undone_by_nobody_who_has_not_seen_it(respond: Respond) -> None:
    token, _ = respond.start()
    seen = seen_in(respond.save(token, {"employees": 180}), "employees")
    other = respond.save(token, {}, seen, typed={"employees": ["18O"]})
    assert respond.save(token, {"employees": 180}, seen).theirs == {"employees"}
    assert respond.save(token, {"employees": 190}, seen).contested == {"employees"}
    assert respond.find(token) == other.response
    assert respond.save(token, {}, seen, typed={"employees": ["18O"]}).contested == frozenset()  # the same post twice
    mended = respond.save(token, {"employees": 190}, seen_in(other, "employees"))
    assert (mended.response.answers, mended.response.drafts) == ({"employees": 190}, {})


values = st.one_of(st.none(), st.integers(0, 3))
some = st.dictionaries(st.sampled_from("abc"), values)


@given(shown=some, typed=some, kept=some)
def test_whatever_two_tabs_do_each_answer_has_one_fate(
    shown: dict[str, int | None], typed: dict[str, int | None], kept: dict[str, int | None]
) -> None:
    drafts = {name: draft([str(value)]) for name, value in typed.items()}
    found = compare(kept, typed, drafts, {name: mark(shown.get(name)) for name in typed})
    assert set(typed) == found.mine | found.theirs | found.contested
    for name, value in typed.items():
        before, now = shown.get(name), kept.get(name)
        if name in found.contested:
            assert len({before, now, value}) == 3
        elif name in found.theirs:
            assert value == before != now
        else:
            assert now in (value, before)


def test_an_answer_no_longer_offered_stays_until_it_is_answered_again(
    respond: Respond, store: SqlStore, clock: object
) -> None:
    token, _ = respond.start()
    respond.save(token, {"employees": 180, "industry": "it_saas"})
    newer = without_option(shipped_questionnaire(), "industry", "it_saas")
    later = Respond(store, newer, clock, str, str)
    saved = later.save(token, {"employees": 181})
    assert saved.response.answers == {"employees": 181, "industry": "it_saas"}
    assert [question.id for question in outdated(newer, saved.response.answers)] == ["industry"]
    assert saved.response.questionnaire.edition != "2027.1"  # it is still told what changed
    saved = later.save(token, {"industry": "other"})
    assert (saved.problems, saved.response.questionnaire.edition) == ((), "2027.1")
    assert outdated(newer, saved.response.answers) == ()
