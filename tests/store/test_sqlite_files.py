"""SQLite's files: a commit is on disk, a backup can take their place, and what is erased is gone from them."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.ports import DatabaseUnavailable
from app.store import database
from app.store.migrate import upgrade
from app.store.sql_store import open_store
from tests.store import made

TOKEN = "0" * 64


def test_sqlite_is_opened_so_that_a_commit_is_on_disk(tmp_path: Path) -> None:
    engine = database.open_database(f"sqlite:///{tmp_path / 'a.db'}")
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}
    for connect in (database.reading, database.writing):
        with connect(engine) as connection:
            assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted} == wanted


def test_a_file_that_was_replaced_is_opened_anew(tmp_path: Path) -> None:
    """As when a backup is put back while the site runs."""
    path, backup = tmp_path / "shikumi.db", tmp_path / "backup.db"
    for each, n in ((path, 1), (backup, 2)):
        upgrade(f"sqlite:///{each}")
        copied = open_store(f"sqlite:///{each}")
        with copied.writing() as work:
            work.responses.add(made.response(n=n), TOKEN)
        copied.close()
    store = open_store(f"sqlite:///{path}")
    with store.writing() as work:
        work.responses.save(replace(made.response(n=1), answers={"n": 3}))
    assert store.find(TOKEN).answers == {"n": 3}
    backup.replace(path)
    assert store.find(TOKEN).answers == {"n": 2}
    with store.reading() as work:
        assert work.responses.by_token(TOKEN).answers == {"n": 2}
    path.unlink()
    with pytest.raises(DatabaseUnavailable, match="database-not-migrated"):
        store.find(TOKEN)
    store.close()


def test_a_copy_of_the_file_has_all_that_was_committed_while_the_site_goes_on(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shikumi.db'}"
    upgrade(url)
    store = open_store(url)
    with store.writing() as work:
        work.responses.add(made.response(n=1), TOKEN)
    shutil.copy(tmp_path / "shikumi.db", tmp_path / "copy.db")
    copied = open_store(f"sqlite:///{tmp_path / 'copy.db'}")
    assert copied.find(TOKEN) == store.find(TOKEN)
    for each in (store, copied):
        each.close()


def test_what_is_erased_is_gone_from_the_files_while_the_site_goes_on(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shikumi.db'}"
    upgrade(url)
    store, other = open_store(url), open_store(url)
    with store.writing() as work:
        work.responses.add(made.response(company_name="株式会社秘密"), TOKEN)
        work.responses.add(made.response("r2", company_name="株式会社期限切れ"), "2" * 64)
    assert other.find(TOKEN)  # whose connection stays open
    files = lambda: b"".join(path.read_bytes() for path in tmp_path.iterdir())  # noqa: E731 (read each time)
    assert "秘密".encode() in files()
    with store.writing() as work:
        work.responses.erase("r1")
    assert "秘密".encode() not in files()
    with store.writing() as work:
        assert work.responses.erase_untouched(made.NOW.replace(year=2030), 10) == 1
    assert "期限切れ".encode() not in files()
    with store.reading(), store.writing() as work:  # somebody reads for longer than a moment: it is erased all the same
        work.responses.erase("r2")
    for each in (store, other):
        each.close()


def test_an_sqlite_transaction_that_writes_holds_the_lock_from_its_first_moment(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    store = open_store(f"sqlite:///{path}")
    other = sqlite3.connect(path, timeout=0, isolation_level=None)
    with store.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    with store.reading():
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    other.close()
