"""A response is opened by several keys, which go when it goes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from app.domain.ports import DatabaseUnavailable, Draft, KeyKind, StoredDiagnosis, StoredKey
from app.store import database as opening
from app.store.migrate import MIGRATIONS, upgrade
from app.store.sql_store import SqlStore, open_store
from tests.store import made

TOKEN, LINK, OTHER = "0" * 64, "1" * 64, "2" * 64
LATER = made.NOW + timedelta(days=30)


def link(digest: str = LINK, response_id: str = "r1") -> StoredKey:
    return StoredKey(digest, response_id, KeyKind.LINK, made.NOW, LATER)


def browser(digest: str, minutes: int = 1, response_id: str = "r1") -> StoredKey:
    return StoredKey(digest, response_id, KeyKind.BROWSER, made.NOW + timedelta(minutes=minutes))


def count(url: str, table: str) -> int:
    engine = opening.open_database(url)
    with opening.reading(engine) as connection:
        found = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()  # noqa: S608 (names of this file)
    engine.dispose()
    return int(found or 0)


def to_revision(url: str, way: str, revision: str) -> None:
    """Brings the tables to a step of the migrations, the way `upgrade` does."""
    engine = opening.open_database(url)
    with opening.writing(engine) as connection:
        opening.suspend_references(connection)
        with connection.begin():
            config = Config(attributes={"connection": connection})
            config.set_main_option("script_location", str(MIGRATIONS))
            getattr(command, way)(config, revision)
    engine.dispose()


def put(url: str, *statements: str) -> None:
    engine = opening.open_database(url)
    with opening.writing(engine) as connection, connection.begin():
        for statement in statements:
            connection.execute(sa.text(statement))
    engine.dispose()


OLD_RESPONSE = (
    "INSERT INTO responses (id, token_digest, questionnaire_id, questionnaire_edition, questionnaire_digest, answers, "
    "version, created_at, updated_at) VALUES ('old', 'TOKEN', 'q', '1', 'd', '{\"employees\": 7}', 3, "
    "'2026-11-20 09:00:00+00:00', '2026-11-20 10:00:00+00:00')"
).replace("TOKEN", TOKEN)
OLD_EDITION = "INSERT INTO editions (digest, kind, id, edition, files) VALUES ('e', 'rules', 'p', '1', '{}')"
OLD_DIAGNOSIS = (
    "INSERT INTO diagnoses (id, response_id, questionnaire_digest, rules_digest, created_at, record) "
    "VALUES ('d1', 'old', 'e', 'e', '2026-11-20 10:00:00+00:00', '{}')"
)


def old_database(url: str) -> None:
    """A database as it was before there were keys, with a response that was diagnosed."""
    to_revision(url, "upgrade", "0001")
    # SQLite's driver keeps a time without its zone; the tables are the same.
    statements = (OLD_RESPONSE, OLD_EDITION, OLD_DIAGNOSIS)
    put(url, *(each.replace("+00:00", "") if url.startswith("sqlite") else each for each in statements))


def test_what_was_kept_before_there_were_keys_is_opened_by_the_same_token(empty_database: str) -> None:
    old_database(empty_database)
    upgrade(empty_database)
    store = open_store(empty_database)
    with store.reading() as work:
        found = work.responses.by_token(TOKEN)
        (key,) = work.keys.of_response("old", KeyKind.BROWSER)
    store.close()
    assert (found.id, found.answers, found.version, found.drafts) == ("old", {"employees": 7}, 3, {})
    assert (key.digest, key.created_at) == (TOKEN, datetime(2026, 11, 20, 9, tzinfo=UTC))
    assert count(empty_database, "diagnoses") == 1  # which a table made anew would have taken along


def test_going_back_keeps_the_token_of_the_first_browser(empty_database: str) -> None:
    old_database(empty_database)
    upgrade(empty_database)
    store = open_store(empty_database)
    with store.writing() as work:
        work.keys.add(replace(browser(OTHER, response_id="old"), created_at=LATER))
        work.keys.add(link(response_id="old"))
    store.close()
    to_revision(empty_database, "downgrade", "0001")
    assert count(empty_database, f"responses WHERE token_digest = '{TOKEN}'") == 1
    assert count(empty_database, "diagnoses") == 1
    upgrade(empty_database)
    assert count(empty_database, "keys") == 1


def test_a_row_that_refers_to_nothing_stops_the_migration(tmp_path: Path) -> None:
    """Only SQLite can have one, of a time when its references were not looked after."""
    url = f"sqlite:///{tmp_path / 'broken.db'}"
    old_database(url)
    engine = opening.open_database(url)
    with opening.writing(engine) as connection:
        opening.suspend_references(connection)
        with connection.begin():
            connection.exec_driver_sql("DELETE FROM responses")
    engine.dispose()
    with pytest.raises(DatabaseUnavailable, match="database-corrupt"):
        upgrade(url)
    assert count(url, "diagnoses") == 1


def test_a_response_is_found_by_the_token_of_a_browser_alone_and_whole(store: SqlStore) -> None:
    kept = replace(made.response(n=1, skilled=("ads",), name="𠮷野"), drafts={"x": Draft(("1O",), None)})
    with store.writing() as work:
        work.responses.add(kept, TOKEN)
        work.keys.add(link())
    assert store.find(TOKEN) == kept
    for other in (OTHER, LINK, "", "' OR 1=1 --"):
        assert store.find(other) is None
    with store.reading() as work:
        assert work.responses.by_token(TOKEN) == store.find(TOKEN)


def test_a_key_comes_back_as_it_was_kept(store: SqlStore) -> None:
    revoked = replace(link(OTHER), revoked_at=LATER)
    with store.writing() as work:
        work.responses.add(made.response(), TOKEN)
        work.keys.add(link())
        work.keys.add(revoked)
    with store.reading() as work:
        assert work.keys.get(LINK) == link()
        assert work.keys.get("f" * 64) is None
        assert work.keys.of_response("r1", KeyKind.LINK) == [link(), revoked]
        assert work.keys.of_response("r2", KeyKind.LINK) == []


def test_every_browser_opens_the_response_and_a_link_by_itself_does_not(store: SqlStore) -> None:
    with store.writing() as work:
        work.responses.add(made.response(), TOKEN)
        work.keys.add(browser(OTHER))
        work.keys.add(link())
        assert work.responses.by_token(OTHER) == made.response()
    with store.reading() as work:
        assert work.responses.by_token(TOKEN) == work.responses.by_token(OTHER) == made.response()
        assert work.responses.by_token(LINK) is None


def test_a_key_to_nothing_is_refused(store: SqlStore) -> None:
    with pytest.raises(sa.exc.IntegrityError), store.writing() as work:
        work.keys.add(link())


def test_revoking_ends_the_links_of_one_response_and_no_browser(store: SqlStore) -> None:
    with store.writing() as work:
        work.responses.add(made.response(), TOKEN)
        work.responses.add(made.response("r2"), OTHER)
        work.keys.add(link())
        work.keys.add(link("3" * 64, "r2"))
        work.keys.revoke_links("r1", made.NOW)
        work.keys.revoke_links("r1", LATER)
    with store.reading() as work:
        assert work.keys.get(LINK).revoked_at == made.NOW
        assert work.keys.get("3" * 64).revoked_at is None
        assert work.responses.by_token(TOKEN) is not None


def test_the_newest_keys_are_kept(store: SqlStore) -> None:
    with store.writing() as work:
        work.responses.add(made.response(), TOKEN)
        work.keys.add(link())
        for minutes in range(1, 6):
            work.keys.add(browser(f"{minutes}" * 63 + "b", minutes))
        work.keys.keep_newest("r1", KeyKind.BROWSER, 2)
        kept = work.keys.of_response("r1", KeyKind.BROWSER)
        assert [key.digest[0] for key in kept] == ["4", "5"]
        work.keys.drop_browsers("r1", kept[0].digest)
        assert work.keys.of_response("r1", KeyKind.BROWSER) == kept[:1]
        assert work.keys.of_response("r1", KeyKind.LINK) == [link()]


def test_erasing_a_response_takes_its_diagnoses_and_keys_along_and_no_other(store: SqlStore, database: str) -> None:
    with store.writing() as work:
        for number, id_ in enumerate(("r1", "r2")):
            work.responses.add(made.response(id_), f"{number}" * 64)
            work.keys.add(link(f"{number + 5}" * 64, id_))
            made.keep(work, StoredDiagnosis(f"d-{id_}", id_, made.NOW, made.real_diagnosis()))
    with store.writing() as work:
        work.responses.erase("r1")
        work.responses.erase("nobody")
    with store.reading() as work:
        assert work.responses.by_token("0" * 64) is None
        assert work.diagnoses.of_response("r1") == []
        assert [each.id for each in work.diagnoses.of_response("r2")] == ["d-r2"]
    assert [count(database, name) for name in ("responses", "keys", "diagnoses")] == [1, 2, 1]


def test_what_was_erased_is_not_left_in_the_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shikumi.db'}"
    upgrade(url)
    store = open_store(url)
    with store.writing() as work:
        work.responses.add(made.response(company_name="Mihon Kabushiki" * 5), TOKEN)
    with store.writing() as work:
        work.responses.erase("r1")
    store.close()
    assert not any(b"Mihon" in path.read_bytes() for path in tmp_path.iterdir())


def test_the_untouched_are_erased_oldest_first_up_to_a_number(store: SqlStore) -> None:
    with store.writing() as work:
        for day in range(5):
            at = made.NOW + timedelta(days=day)
            work.responses.add(replace(made.response(f"r{day}"), updated_at=at), f"{day}" * 64)
        late = replace(made.response("r9"), submitted_at=made.NOW + timedelta(days=4))
        work.responses.add(late, "9" * 64)
    since = made.NOW + timedelta(days=3)
    left = []
    for _ in range(3):
        with store.writing() as work:
            erased = work.responses.erase_untouched(since, 2)
        with store.reading() as work:
            left.append((erased, [n for n in (0, 1, 2, 3, 4, 9) if work.responses.by_token(f"{n}" * 64)]))
    assert left == [(2, [2, 3, 4, 9]), (1, [3, 4, 9]), (0, [3, 4, 9])]
