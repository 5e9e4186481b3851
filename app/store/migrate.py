"""Brings the database's tables up to date: before serving, never on import."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, text

from app.store import database
from app.store.errors import told, unavailable

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x5348494B554D49  # a number all processes agree on: "SHIKUMI"


def upgrade(url: str) -> None:
    """Makes or changes the tables of the database at `url`, all steps in one transaction.

    Does nothing where they are up to date. Of several processes that start at once one does it while the others wait.
    Raises DatabaseUnavailable, or ValueError for a URL that is none.
    """
    engine = database.open_database(url)
    try:
        with told(engine.url), database.writing(engine) as connection:
            database.suspend_references(connection)
            with connection.begin():
                _wait_for_turn(connection)
                _run(engine, connection)
                _check_references(engine, connection)
    finally:
        engine.dispose()


def _wait_for_turn(connection: Connection) -> None:
    """SQLite's transaction holds the write lock already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _check_references(engine: Engine, connection: Connection) -> None:
    broken = database.broken_references(connection)
    if broken:
        raise unavailable(engine.url, "database-corrupt", f"{broken} rows refer to rows that are not there")


def _run(engine: Engine, connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        command.upgrade(config, "head")
    except CommandError as error:  # the database names a step that is not among these
        raise unavailable(engine.url, "database-newer", str(error)) from error
