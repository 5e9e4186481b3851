"""A secret link opens the response elsewhere, for a time, and nothing else."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.domain.ports import NoSuchResponse
from app.library import PackLibrary
from app.services import keys
from app.services.keys import LinkEnded, NoSuchLink, Resume, TooManyLinks, WouldReplace
from app.services.own import OwnRecord
from app.services.respond import Respond, token_digest
from app.services.results import Diagnose
from app.services.retention import KEPT, KEPT_DAYS, Retention
from app.store.database import open_database
from app.store.sql_store import SqlStore
from tests.services.conftest import Numbered, Ticking
from tests.store.made import REQUIRED

DAY = timedelta(days=1)


@pytest.fixture
def resume(store: SqlStore, clock: Ticking) -> Resume:
    return Resume(store, clock, Numbered("secret"))


@pytest.fixture
def token(respond: Respond) -> str:
    token, _ = respond.start()
    respond.save(token, REQUIRED)
    return token


def test_a_link_opens_the_response_in_another_browser_and_both_keep_it(
    resume: Resume, respond: Respond, token: str
) -> None:
    second = resume.follow(resume.make_link(token), "")
    assert second != token
    respond.save(second, {"employees": 55})
    assert respond.find(token) == respond.find(second)
    assert respond.find(token).answers["employees"] == 55
    assert resume.opened(token).browsers == 2


def test_the_link_itself_opens_nothing_and_is_kept_nowhere(
    resume: Resume, respond: Respond, token: str, database: str
) -> None:
    link = resume.make_link(token)
    assert respond.find(link) is None
    engine = open_database(database)
    with engine.connect() as connection:
        rows = str(connection.execute(sa.text("SELECT * FROM keys")).all())
    engine.dispose()
    assert token_digest(link) in rows
    assert link not in rows


def test_looking_changes_nothing(resume: Resume, token: str) -> None:
    link = resume.make_link(token)
    before = resume.opened(token)
    assert not resume.look(link, "").here
    assert resume.look(link, token).here
    assert resume.opened(token) == before


def test_a_link_can_be_followed_again_and_the_same_browser_keeps_its_token(resume: Resume, token: str) -> None:
    link = resume.make_link(token)
    second = resume.follow(link, "")
    assert resume.follow(link, second) == second
    assert resume.follow(link, "") not in (second, token)
    assert resume.opened(token).browsers == 3


@pytest.mark.parametrize("link", ["", "nothing", "x" * 1_000_000, "日本語", "\0", "\ud800"])
def test_no_other_text_is_a_link(resume: Resume, token: str, link: str) -> None:
    resume.make_link(token)
    for text in (link, token):
        with pytest.raises(NoSuchLink):
            resume.look(text, "")
        with pytest.raises(NoSuchLink):
            resume.follow(text, "", replace=True)


def test_a_link_ends_after_thirty_days(resume: Resume, respond: Respond, clock: Ticking, token: str) -> None:
    link = resume.make_link(token)
    (kept,) = resume.opened(token).links
    assert kept.expires_at == kept.created_at + 30 * DAY
    clock.now = kept.expires_at - timedelta(seconds=2)
    assert resume.look(link, "")
    clock.now = kept.expires_at - timedelta(seconds=1)
    with pytest.raises(LinkEnded):
        resume.follow(link, "")
    assert resume.opened(token).links == ()
    assert respond.find(token) is not None


def test_a_link_promises_no_more_time_than_the_response_has_left(
    resume: Resume, respond: Respond, clock: Ticking, token: str
) -> None:
    saved = respond.find(token).updated_at
    clock.now = saved + (KEPT_DAYS - 10) * DAY
    resume.make_link(token)
    assert resume.opened(token).links[0].expires_at == saved + KEPT


def test_revoked_links_end_and_browsers_stay(resume: Resume, respond: Respond, token: str) -> None:
    link = resume.make_link(token)
    second = resume.follow(link, "")
    resume.revoke(token)
    with pytest.raises(LinkEnded):
        resume.look(link, "")
    assert respond.find(second) is not None
    assert resume.look(resume.make_link(second), token).here


def test_other_browsers_can_be_shut_out(resume: Resume, respond: Respond, token: str) -> None:
    second = resume.follow(resume.make_link(token), "")
    resume.revoke(second, other_browsers=True)
    assert respond.find(token) is None
    assert respond.find(second) is not None
    with pytest.raises(NoSuchResponse):
        resume.make_link(token)


def test_a_browser_with_other_answers_is_asked_first(resume: Resume, respond: Respond, token: str) -> None:
    link = resume.make_link(token)
    other, response = respond.start()
    assert resume.look(link, other).replaces == response
    with pytest.raises(WouldReplace):
        resume.follow(link, other)
    assert respond.find(resume.follow(link, other, replace=True)) == respond.find(token)
    assert respond.find(other) == response  # it is only this browser that does not hold it any more


def test_there_are_never_too_many_links_and_browsers(
    resume: Resume, respond: Respond, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "MOST_LINKS", 6)
    monkeypatch.setattr(keys, "MOST_BROWSERS", 3)
    first = resume.make_link(token)
    for _ in range(4):
        last = resume.make_link(token)
    assert not resume.opened(token).may_add
    with pytest.raises(TooManyLinks):
        resume.make_link(token)
    browsers = [resume.follow(last, "") for _ in range(4)]
    assert resume.opened(browsers[-1]).browsers == 3
    resume.revoke(browsers[-1])
    with pytest.raises(LinkEnded):
        resume.look(first, "")
    for _ in range(2):
        resume.make_link(browsers[-1])
    with pytest.raises(NoSuchLink):
        resume.look(first, "")


# --- what is kept about a respondent


def test_everything_can_be_had_and_erased(
    store: SqlStore, resume: Resume, respond: Respond, diagnose: Diagnose, token: str
) -> None:
    own = OwnRecord(store)
    first = diagnose.submit(token)
    respond.save(token, {"marketing_headcount": 40})
    second = diagnose.submit(token)
    link = resume.make_link(token)
    device = resume.follow(link, "")
    everything = own.everything(token)
    assert everything.response == respond.find(token)
    assert everything.diagnoses == (first, second)
    assert [key.kind.value for key in everything.keys] == ["browser", "browser", "link"]
    own.erase(device)
    assert respond.find(token) is respond.find(device) is None
    assert diagnose.result(token, first.id) is None
    with pytest.raises(NoSuchLink):
        resume.look(link, "")
    for after in (own.everything, own.erase):
        with pytest.raises(NoSuchResponse):
            after(token)


def test_erasing_leaves_everybody_else_alone(store: SqlStore, respond: Respond, diagnose: Diagnose, token: str) -> None:
    other, _ = respond.start()
    respond.save(other, REQUIRED)
    made = diagnose.submit(other)
    diagnose.submit(token)
    OwnRecord(store).erase(token)
    assert diagnose.result(other, made.id) == made


# --- how long


def test_responses_go_ninety_days_after_the_last_save_or_submission(
    store: SqlStore, respond: Respond, diagnose: Diagnose, clock: Ticking, token: str
) -> None:
    retention = Retention(store, clock)
    forgotten = [respond.start()[0] for _ in range(3)]
    clock.now += 50 * DAY
    diagnose.submit(token)
    clock.now += 39 * DAY
    assert retention.expire() == 0
    clock.now += DAY
    assert retention.expire() == 3
    assert [respond.find(each) for each in forgotten] == [None] * 3
    clock.now += 49 * DAY
    assert respond.find(token) is not None
    clock.now += DAY
    assert respond.find(token) is None  # even before anybody erased it
    assert retention.expire() == 1
    with store.reading() as work:
        assert work.responses.by_token(token_digest(token)) is None
        assert work.diagnoses.latest("response-1") is None


def test_many_are_erased_a_few_at_once(
    store: SqlStore, respond: Respond, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.retention.AT_ONCE", 2)
    for _ in range(5):
        respond.start()
    clock.now += 91 * DAY
    assert Retention(store, clock).expire() == 5
    assert Retention(store, clock).expire() == 0


def test_whoever_starts_clears_away_what_is_past_its_time(
    store: SqlStore, respond: Respond, library: PackLibrary, clock: Ticking, token: str
) -> None:
    clock.now += 91 * DAY
    new, _ = respond.start()
    with store.reading() as work:
        assert work.responses.by_token(token_digest(token)) is None
    assert respond.find(new) is not None
