"""A respondent's answers are kept at every step, and nothing is lost on the way."""

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.ports import NoSuchResponse, StaleResponse, UnitOfWork
from app.services.respond import Respond, Saved, token_digest
from app.store.database import open_database
from app.store.sql_store import SqlStore
from tests.store.made import program

HEADCOUNT, DEDICATED = "marketing_headcount", "dedicated_headcount"


def codes(problems: tuple) -> dict[str, str]:
    return {problem.subject: problem.code for problem in problems}


def test_a_new_response_is_empty_and_opened_by_its_token(respond: Respond) -> None:
    token, response = respond.start()
    assert (response.id, response.answers, response.version, response.submitted_at) == ("response-1", {}, 1, None)
    assert respond.find(token) == response


def test_the_token_itself_is_kept_nowhere(respond: Respond, database: str, tmp_path: Path) -> None:
    token, _ = respond.start()
    respond.save(token, {"company_name": "株式会社みほん"})
    engine = open_database(database)
    with engine.connect() as connection:
        tables = ("responses", "keys", "diagnoses")
        rows = [connection.execute(sa.text(f"SELECT * FROM {name}")).all() for name in tables]  # noqa: S608
    engine.dispose()
    assert token_digest(token) in str(rows)
    assert token not in str(rows)
    files = [path.read_bytes() for path in tmp_path.iterdir() if path.is_file()]
    assert not any(token.encode() in content for content in files)


@pytest.mark.parametrize(
    "token", ["", "response-1", "x" * 10_000_000, "日本語", "\0", "token-1 ", "\ud800", "' OR 1=1 --"]
)
def test_no_other_text_opens_a_response(respond: Respond, token: str) -> None:
    respond.start()
    assert respond.find(token) is None
    with pytest.raises(NoSuchResponse):
        respond.save(token, {"employees": 1})


def test_answers_are_kept_and_others_stay(respond: Respond) -> None:
    token, _ = respond.start()
    respond.save(token, {"company_name": "𠮷野﨑髙🍣", "employees": 180})
    saved = respond.save(token, {"skilled_tasks": ["ads", "abm"], "employees": 181})
    assert saved.problems == ()
    assert saved.response.answers == {"company_name": "𠮷野﨑髙🍣", "employees": 181, "skilled_tasks": ("ads", "abm")}
    assert respond.find(token) == saved.response
    assert saved.response.version == 3
    assert saved.response.updated_at == saved.response.created_at + timedelta(seconds=2)


def test_none_clears_an_answer(respond: Respond) -> None:
    token, _ = respond.start()
    respond.save(token, {"employees": 180, "industry": "it_saas"})
    assert respond.save(token, {"industry": None, "deal_size": None}).response.answers == {"employees": 180}


def test_saving_the_same_again_is_no_new_version(respond: Respond) -> None:
    token, _ = respond.start()
    first = respond.save(token, {"employees": 180})
    assert respond.save(token, {"employees": 180}) == first


def test_invalid_answers_are_reported_and_the_valid_ones_beside_them_kept(respond: Respond) -> None:
    token, _ = respond.start()
    respond.save(token, {"employees": 180})
    saved = respond.save(
        token,
        {"employees": 0, "industry": "it_sass", "deal_size": "high", "company_name": "a\0b", "colour": "red"},
    )
    assert codes(saved.problems).keys() == {"colour", "company_name", "industry", "employees"}
    assert codes(saved.problems)["company_name"] == "answer-unprintable"
    assert saved.response.answers == {"employees": 180, "deal_size": "high"}
    assert respond.find(token) == saved.response


# --- what cannot be an answer is kept as a draft, beside answers that are valid together


def typed(saved: Saved) -> dict[str, tuple[str, ...]]:
    return {name: draft.typed for name, draft in saved.response.drafts.items()}


def test_more_dedicated_people_than_people_are_a_draft_beside_the_headcount(respond: Respond) -> None:
    token, _ = respond.start()
    saved = respond.save(token, {HEADCOUNT: 3, DEDICATED: 4}, typed={DEDICATED: ["４名"]})
    assert codes(saved.problems) == {DEDICATED: "answer-above-other"}
    assert saved.response.answers == {HEADCOUNT: 3}
    assert typed(saved) == {DEDICATED: ("４名",)}
    assert respond.find(token) == saved.response


def test_a_draft_above_the_headcount_kept_leaves_the_earlier_number_and_stands_until_it_is_answered_or_cleared(
    respond: Respond,
) -> None:
    token, _ = respond.start()
    respond.save(token, {HEADCOUNT: 6, DEDICATED: 4})
    saved = respond.save(token, {DEDICATED: 9})
    assert codes(saved.problems) == {DEDICATED: "answer-above-other"}
    assert (saved.response.answers, typed(saved)) == ({HEADCOUNT: 6, DEDICATED: 4}, {DEDICATED: ("9",)})
    saved = respond.save(token, {"employees": 180})  # which does not touch it
    assert (saved.problems, typed(saved)) == ((), {DEDICATED: ("9",)})
    saved = respond.save(token, {DEDICATED: 5})
    assert (saved.response.answers[DEDICATED], typed(saved)) == (5, {})
    respond.save(token, {DEDICATED: 9})
    cleared = respond.save(token, {DEDICATED: None})
    assert (cleared.response.answers, typed(cleared)) == ({HEADCOUNT: 6, "employees": 180}, {})


def test_a_headcount_below_the_dedicated_people_is_kept_and_they_become_a_draft_that_returns(respond: Respond) -> None:
    token, _ = respond.start()
    respond.save(token, {HEADCOUNT: 8, DEDICATED: 5})
    saved = respond.save(token, {HEADCOUNT: 2})
    assert codes(saved.problems) == {DEDICATED: "answer-above-other"}
    assert saved.problems[0].params == {"value": 5, "max": 2, "other": HEADCOUNT}
    assert (saved.response.answers, typed(saved)) == ({HEADCOUNT: 2}, {DEDICATED: ("5",)})
    back = respond.save(token, {HEADCOUNT: 6})
    assert (back.problems, typed(back)) == ((), {})
    assert back.response.answers == {HEADCOUNT: 6, DEDICATED: 5}


def test_a_conflict_is_reported_once_where_both_its_answers_are_handed_in(respond: Respond) -> None:
    token, _ = respond.start()
    respond.save(token, {HEADCOUNT: 6, DEDICATED: 4})
    saved = respond.save(token, {HEADCOUNT: 3, DEDICATED: 5})
    assert [(p.subject, p.params["value"]) for p in saved.problems] == [(DEDICATED, 5)]
    assert (saved.response.answers, typed(saved)) == ({HEADCOUNT: 3}, {DEDICATED: ("5",)})


def test_what_cannot_be_read_is_a_draft_and_saving_it_again_is_no_new_version(respond: Respond) -> None:
    token, _ = respond.start()
    respond.save(token, {"employees": 180})
    saved = respond.save(token, {}, typed={"employees": ["百八十くらい？"]})
    assert (saved.response.answers, typed(saved)) == ({"employees": 180}, {"employees": ("百八十くらい？",)})
    assert saved.response.updated_at > saved.response.created_at
    assert respond.save(token, {}, typed={"employees": ["百八十くらい？"]}) == saved


def test_a_draft_is_bounded_and_written_whatever_stands_in_it(respond: Respond) -> None:
    token, _ = respond.start()
    texts = {"company_name": ["あ" * 5000], "employees": ["9" * 5000], "industry": ["\0\ud800"]}
    long = {"skilled_tasks": [str(number) for number in range(5000)]}
    values = {"company_name": "あ" * 5000, "employees": 10**999, "industry": "\0\ud800"}
    saved = respond.save(token, values, typed=texts | long)
    assert respond.find(token) == saved.response
    assert typed(saved)["company_name"] == ("あ" * 1000,)
    assert typed(saved)["industry"] == ("\0?",)
    assert all(sum(map(len, each)) <= 1000 for each in typed(saved).values())
    assert saved.response.drafts["employees"].answer is None


def test_nothing_is_reported_of_a_question_that_is_not_asked_any_more(respond: Respond) -> None:
    """Without anybody in marketing nobody is asked how many of them are dedicated, so nobody could mend it."""
    token, _ = respond.start()
    respond.save(token, {HEADCOUNT: 6, DEDICATED: 4})
    saved = respond.save(token, {HEADCOUNT: 0, DEDICATED: 4})
    assert (saved.problems, saved.response.answers) == ((), {HEADCOUNT: 0})
    assert respond.save(token, {HEADCOUNT: 6}).response.answers[DEDICATED] == 4  # invisible, but never lost


def test_clearing_the_headcount_frees_the_dedicated_people(respond: Respond) -> None:
    token, _ = respond.start()
    respond.save(token, {HEADCOUNT: 6, DEDICATED: 4})
    assert respond.save(token, {HEADCOUNT: None}).problems == ()


def test_answers_that_contradict_each_other_of_an_earlier_day_are_taken_apart_when_they_are_read(
    respond: Respond, store: SqlStore
) -> None:
    token, response = respond.start()
    with store.writing() as work:
        work.responses.save(replace(response, answers={HEADCOUNT: 3, DEDICATED: 5}))
    found = respond.find(token)
    assert (found.answers, found.drafts[DEDICATED].typed) == ({HEADCOUNT: 3}, ("5",))
    saved = respond.save(token, {"employees": 180})
    assert (saved.problems, saved.response.answers) == ((), {HEADCOUNT: 3, "employees": 180})


def test_both_numbers_may_grow_in_one_save(respond: Respond) -> None:
    token, _ = respond.start()
    respond.save(token, {HEADCOUNT: 3, DEDICATED: 3})
    saved = respond.save(token, {HEADCOUNT: 9, DEDICATED: 8})
    assert (saved.problems, saved.response.answers) == ((), {HEADCOUNT: 9, DEDICATED: 8})


def test_a_save_on_an_old_version_is_refused_where_the_version_is_named(respond: Respond) -> None:
    token, response = respond.start()
    respond.save(token, {"employees": 1}, version=response.version)
    with pytest.raises(StaleResponse):
        respond.save(token, {"employees": 2}, version=response.version)
    assert respond.find(token).answers == {"employees": 1}


def test_two_who_save_at_once_without_a_version_lose_nothing(respond: Respond) -> None:
    token, _ = respond.start()
    ids = list(program().questionnaire.by_id["skilled_tasks"].option_ids)
    gate = threading.Barrier(2)

    def save(names: list[str]) -> None:
        gate.wait()
        for name in names:
            respond.save(token, {f"task_{name}": "inhouse"})

    threads = [threading.Thread(target=save, args=(part,)) for part in (ids[::2], ids[1::2])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert respond.find(token).answers == {f"task_{name}": "inhouse" for name in ids}


def test_a_save_that_was_overtaken_is_tried_again(respond: Respond, monkeypatch: pytest.MonkeyPatch) -> None:
    token, _ = respond.start()
    overtaken_times = iter([True, True, False])
    saving = respond._save

    def overtaken(work: UnitOfWork, *arguments: Any) -> Saved:
        if next(overtaken_times):
            raise StaleResponse
        return saving(work, *arguments)

    monkeypatch.setattr(respond, "_save", overtaken)
    assert respond.save(token, {"employees": 1}).response.answers == {"employees": 1}


def test_answers_of_an_earlier_edition_stay_and_the_response_moves_to_the_new_one(
    respond: Respond, store: SqlStore, clock: object
) -> None:
    token, _ = respond.start()
    respond.save(token, {"employees": 180, "industry": "it_saas"})
    newer = replace(program().questionnaire, edition="2027.1", digest="b" * 64)
    later = Respond(store, newer, clock, str, str)
    saved = later.save(token, {"employees": 180})
    assert saved.response.questionnaire.edition == "2027.1"
    assert saved.response.answers == {"employees": 180, "industry": "it_saas"}
