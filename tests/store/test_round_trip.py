"""What is kept comes back as it was."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.diagnosis import Edition, Reason
from app.domain.ports import Draft, StoredDiagnosis
from app.store.sql_store import SqlStore
from tests.store import made

TOKEN = "0" * 64
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def fresh() -> str:
    return uuid.uuid4().hex


def keep_response(store: SqlStore, **given_: made.Answer) -> None:
    with store.writing() as work:
        work.responses.add(made.response(**given_), TOKEN)


def test_a_response_comes_back_as_it_was_kept(store: SqlStore) -> None:
    kept = made.response(
        company_name="𠮷野家と髙﨑㈱ 🍣👩‍👩‍👧 ｱｲｳ", employees=180, skilled_tasks=("ads", "abm"), none=()
    )
    drafts = {"employees": Draft(("１８０", "\0<b>"), 180), "industry": Draft((), None)}
    kept = replace(kept, drafts=drafts)
    with store.writing() as work:
        work.responses.add(kept, TOKEN)
    with store.reading() as work:
        assert work.responses.by_token(TOKEN) == kept


@few
@given(made.answers)
def test_any_answers_come_back_as_they_were_kept(store: SqlStore, answers: dict[str, made.Answer]) -> None:
    id_, token = fresh(), fresh()
    kept = replace(made.response(id_), answers=answers)
    with store.writing() as work:
        work.responses.add(kept, token)
    with store.reading() as work:
        found = work.responses.by_token(token)
    assert found == kept
    assert list(found.answers) == list(answers)  # in the same order


def test_a_save_keeps_answers_edition_and_times_and_counts_up(store: SqlStore) -> None:
    keep_response(store, employees=1)
    later = made.NOW + timedelta(minutes=5)
    changed = replace(
        made.response(employees=2, skilled_tasks=("ads",)),
        questionnaire=Edition("b2b-marketing-org", "2027.1", "b" * 64),
        updated_at=later,
        submitted_at=later,
    )
    with store.writing() as work:
        saved = work.responses.save(changed)
    assert saved == replace(changed, version=2)
    with store.reading() as work:
        assert work.responses.by_token(TOKEN) == saved


def test_a_save_leaves_other_responses_alone(store: SqlStore) -> None:
    with store.writing() as work:
        work.responses.add(made.response("r1", employees=1), "1" * 64)
        work.responses.add(made.response("r2", employees=2), "2" * 64)
        work.responses.save(made.response("r1", employees=11))
    with store.reading() as work:
        assert work.responses.by_token("2" * 64) == made.response("r2", employees=2)


def test_no_response_is_found_by_another_token(store: SqlStore) -> None:
    keep_response(store)
    with store.reading() as work:
        assert work.responses.by_token("f" * 64) is None


@few
@given(st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.timezones()))  # noqa: DTZ001 (bounds)
def test_times_come_back_in_utc_whatever_their_zone(store: SqlStore, time: datetime) -> None:
    id_, token = fresh(), fresh()
    with store.writing() as work:
        work.responses.add(replace(made.response(id_), created_at=time, updated_at=time, submitted_at=time), token)
    with store.reading() as work:
        found = work.responses.by_token(token)
    assert found.created_at == found.updated_at == found.submitted_at == time.astimezone(UTC)
    assert found.created_at.tzinfo is UTC


def test_a_time_from_another_zone_is_the_same_moment(store: SqlStore) -> None:
    tokyo = datetime(2026, 11, 20, 18, 30, 15, 123456, tzinfo=timezone(timedelta(hours=9)))
    with store.writing() as work:
        work.responses.add(replace(made.response(), created_at=tokyo), TOKEN)
    with store.reading() as work:
        assert work.responses.by_token(TOKEN).created_at.isoformat() == "2026-11-20T09:30:15.123456+00:00"


def test_a_time_without_a_zone_is_refused(store: SqlStore) -> None:
    naive = replace(made.response(), created_at=datetime(2026, 11, 20))  # noqa: DTZ001 (what is refused)
    with pytest.raises(sa.exc.StatementError, match="zone"), store.writing() as work:
        work.responses.add(naive, TOKEN)


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"marketing_headcount": 0},
        {"marketing_headcount": 40, "annual_budget_manyen": 3600, "articles_per_month": 6},
        {"company_name": "𠮷野﨑髙🍣", "skilled_tasks": ("ads", "content"), "reproducibility": "yes"},
    ],
)
def test_a_diagnosis_comes_back_as_it_was_made(store: SqlStore, answers: dict[str, made.Answer]) -> None:
    kept = StoredDiagnosis("d1", "r1", made.NOW, made.real_diagnosis(**answers))
    keep_response(store)
    with store.writing() as work:
        made.keep(work, kept)
    with store.reading() as work:
        found = work.diagnoses.get("d1")
        assert work.diagnoses.latest("r1") == found == kept
    assert list(found.diagnosis.answers) == list(kept.diagnosis.answers)
    assert list(found.diagnosis.outcome.sourcing) == list(kept.diagnosis.outcome.sourcing)


@few
@given(st.dictionaries(made.words, made.scalars, max_size=5), st.lists(made.words, max_size=3))
def test_any_reasons_come_back_as_they_were_kept(
    store: SqlStore, because: dict[str, made.scalars], sources: list[str]
) -> None:
    response_id, id_ = fresh(), fresh()
    reasons = (Reason("model=mid", "model-1", because, tuple(sources)),)
    kept = StoredDiagnosis(id_, response_id, made.NOW, replace(made.real_diagnosis(), trace=reasons))
    with store.writing() as work:
        work.responses.add(made.response(response_id), fresh())
        made.keep(work, kept)
    with store.reading() as work:
        assert work.diagnoses.get(id_) == kept


def test_the_latest_diagnosis_is_the_one_made_last_even_at_the_same_moment(store: SqlStore) -> None:
    keep_response(store)
    with store.writing() as work:
        for id_ in ("z-first", "a-second", "m-third"):
            made.keep(work, StoredDiagnosis(id_, "r1", made.NOW, made.real_diagnosis()))
    with store.reading() as work:
        assert work.diagnoses.latest("r1").id == "m-third"
        assert work.diagnoses.latest("r2") is None
        assert work.diagnoses.get("none") is None


def test_a_number_that_is_none_is_refused_before_it_is_kept(store: SqlStore) -> None:
    keep_response(store)
    reasons = (Reason("model=mid", "model-1", {"score": float("nan")}, ()),)
    bad = StoredDiagnosis("d1", "r1", made.NOW, replace(made.real_diagnosis(), trace=reasons))
    with pytest.raises((ValueError, sa.exc.StatementError), match="JSON"), store.writing() as work:
        made.keep(work, bad)
    with store.reading() as work:
        assert work.diagnoses.get("d1") is None


def test_the_files_of_an_edition_come_back_byte_for_byte(store: SqlStore) -> None:
    files = {"pack.yaml": "題: 𠮷野﨑髙".encode(), "decisions/model.yaml": bytes(range(256)), "empty.yaml": b""}
    with store.writing() as work:
        work.editions.keep("rules", made.EDITION, files)
    with store.reading() as work:
        assert work.editions.files(made.EDITION.digest) == files
        assert work.editions.files("f" * 64) is None


def test_an_edition_is_kept_once_and_stays_as_it_was(store: SqlStore) -> None:
    with store.writing() as work:
        work.editions.keep("rules", made.EDITION, {"pack.yaml": b"first"})
        work.editions.keep("rules", made.EDITION, {"pack.yaml": b"again"})
    with store.writing() as work:
        work.editions.keep("rules", made.EDITION, {"pack.yaml": b"later"})
    with store.reading() as work:
        assert work.editions.files(made.EDITION.digest) == {"pack.yaml": b"first"}
