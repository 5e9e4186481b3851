"""Opens the database: SQLite in a file, or PostgreSQL, by its URL."""

from __future__ import annotations

import json
import os
import sqlite3
import weakref
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

WAIT_SECONDS = 10
WRITES, FILE = "shikumi_writes", "shikumi_file"
MOMENT = 50
KEPT_OPEN = 8
"""So many connections to SQLite's file stay open in a process; more are opened where more are needed."""
DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
PRAGMAS = (
    f"busy_timeout = {WAIT_SECONDS * 1000}",
    "journal_mode = WAL",
    "synchronous = FULL",  # in WAL mode NORMAL does not sync each commit
    "foreign_keys = ON",
    "secure_delete = ON",  # what is erased is overwritten in the file, not only let go of
)


def parse_url(text: str, folder: Path | None = None) -> URL:
    """The URL of a database Shikumi can keep things in; a relative SQLite path counts from `folder`.

    Raises ValueError, which never quotes the URL: there may be a password in it.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ValueError("not a database URL, such as postgresql://user:password@host/name") from None
    if url.drivername not in DRIVERS:
        raise ValueError("the URL must begin with sqlite:/// or postgresql://")
    url = url.set(drivername=DRIVERS[url.drivername])
    if url.get_backend_name() != "sqlite":
        return url
    if not url.database or url.database == ":memory:":
        raise ValueError("a database in memory keeps nothing; name a file: sqlite:////folder/shikumi.db")
    if url.host or url.query:
        raise ValueError("an SQLite URL is sqlite:/// and a path, with no host and no options")
    return url.set(database=str((folder or Path.cwd()) / Path(url.database).expanduser()))


def open_database(url: str) -> Engine:
    """The engine for a URL. Connects only when used; safe to fork. Raises ValueError like `parse_url`."""
    parsed = parse_url(url)
    options: dict[str, Any] = {"json_serializer": to_json, "hide_parameters": True}
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, options)
    return _postgresql(parsed, options)


def reading(engine: Engine) -> Connection:
    """A connection whose transactions see one state of the database and cannot change it."""
    if engine.dialect.name == "sqlite":
        return engine.connect()
    return engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def writing(engine: Engine) -> Connection:
    """A connection whose transactions may write; in SQLite they hold the write lock from the beginning."""
    return engine.connect().execution_options(**{WRITES: True})


def writes(connection: Connection) -> bool:
    """Whether `writing` opened it."""
    return bool(connection.get_execution_options().get(WRITES))


def suspend_references(connection: Connection) -> None:
    """Lets SQLite make a table anew while others refer to it, which would erase what refers to its rows.

    To be called before the transaction, of which it holds until the connection is closed. PostgreSQL needs no such
    thing. See https://sqlite.org/lang_altertable.html#otheralter
    """
    if connection.dialect.name == "sqlite":
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.close()


def broken_references(connection: Connection) -> int:
    """How many rows refer to rows that are not there; only SQLite, where references were suspended, is asked."""
    if connection.dialect.name != "sqlite":
        return 0
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def fold(connection: Connection) -> None:
    """Puts what was written into SQLite's file and empties the log beside it, which open connections would let grow.

    So the file is whole by itself between two writes (a copy of it is a backup, and a backup can take its place), and
    what was erased is gone from both. To be called after the commit. Where somebody is reading for longer than a moment
    the next write does it.
    """
    if connection.dialect.name != "sqlite":
        return
    driver: Any = connection.connection.driver_connection
    with suppress(sqlite3.OperationalError):
        driver.execute(f"PRAGMA busy_timeout = {MOMENT}")
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    driver.execute(f"PRAGMA {PRAGMAS[0]}")


def to_json(value: object) -> str:
    """JSON as it is stored: text as it is, no NaN. Raises ValueError."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _sqlite(url: URL, options: dict[str, Any]) -> Engine:
    """A pool that is emptied before a fork: a connection of SQLite's must not be carried over, not even to be closed.

    Connections stay open between transactions, since opening one costs more than most of what is asked of it.
    """
    given = {"timeout": WAIT_SECONDS, "check_same_thread": False}
    pool = {"poolclass": QueuePool, "pool_size": KEPT_OPEN, "max_overflow": -1}
    engine = create_engine(url, connect_args=given, **pool, **options)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "checkout", _check_file)
    event.listen(engine, "begin", _begin)
    _at_fork(engine, "before", close=True)
    return engine


def _prepare(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    """Takes transactions over from the driver, which would begin them late and only for some statements."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute("PRAGMA database_list")
    ((_, _, name),) = cursor.fetchall()
    path = Path(name)
    record.info[FILE] = (path, _identity(path))
    cursor.close()


def _check_file(_: DBAPIConnection, record: ConnectionPoolEntry, __: PoolProxiedConnection) -> None:
    """Lets go of a connection whose file was taken away or replaced, as when a backup is put back."""
    path, identity = record.info[FILE]
    if _identity(path) != identity:
        raise DisconnectionError


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _begin(connection: Connection) -> None:
    mine = writes(connection)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if mine else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if mine else "BEGIN")


def _postgresql(url: URL, options: dict[str, Any]) -> Engine:
    """A pool a process: a child forgets the connections of its parent without closing them."""
    connect = {"connect_timeout": WAIT_SECONDS, "application_name": "shikumi"}
    given = {name: value for name, value in connect.items() if name not in url.query}
    engine = create_engine(url, pool_pre_ping=True, pool_recycle=1800, connect_args=given, **options)
    _at_fork(engine, "after_in_child", close=False)
    return engine


def _at_fork(engine: Engine, moment: str, close: bool) -> None:
    """Empties the pool at that moment of every fork, for as long as the engine is there."""
    alive = weakref.ref(engine)

    def empty() -> None:
        held = alive()
        if held is not None:
            held.dispose(close=close)

    os.register_at_fork(**{moment: empty})
