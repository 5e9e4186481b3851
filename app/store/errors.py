"""What can be wrong with a database, told so that whoever runs the site can mend it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, exc
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from app.domain.errors import Problem
from app.domain.ports import DatabaseUnavailable

# SQLite's result codes: https://sqlite.org/rescode.html
SQLITE = {
    sqlite3.SQLITE_BUSY: "database-busy",
    sqlite3.SQLITE_LOCKED: "database-busy",
    sqlite3.SQLITE_CANTOPEN: "database-not-writable",
    sqlite3.SQLITE_READONLY: "database-not-writable",
    sqlite3.SQLITE_PERM: "database-not-writable",
    sqlite3.SQLITE_NOTADB: "database-not-a-database",
    sqlite3.SQLITE_CORRUPT: "database-corrupt",
    sqlite3.SQLITE_FULL: "database-full",
}
# PostgreSQL's: https://www.postgresql.org/docs/current/errcodes-appendix.html
POSTGRESQL = {
    "28000": "database-login",
    "28P01": "database-login",
    "3D000": "database-missing",
    "42501": "database-login",
    "42P01": "database-not-migrated",
    "42703": "database-not-migrated",
    "53100": "database-full",
    "53300": "database-busy",
    "55P03": "database-busy",
    "40P01": "database-busy",
    "40001": "database-busy",
}
LONGEST_DETAIL = 300


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turns the errors of a database that cannot be used into DatabaseUnavailable."""
    try:
        yield
    except DBAPIError as error:
        code = _code(url, error)
        if code is None:
            raise
        raise unavailable(url, code, str(error.orig)) from error
    except exc.TimeoutError as error:
        raise unavailable(url, "database-busy", "every connection is in use") from error


def unavailable(url: URL, code: str, said: str) -> DatabaseUnavailable:
    """The error with that code for the database at `url`; `said` are the words of the driver."""
    return DatabaseUnavailable([Problem(code, place(url), {"detail": _fit_to_show(url, said)})])


def place(url: URL) -> str:
    """Where a database is, without user and password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    port = f":{url.port}" if url.port else ""
    return f"{url.host or url.query.get('host') or 'localhost'}{port}/{url.database or ''}"


def _fit_to_show(url: URL, said: str) -> str:
    """The driver's words on one line, cut short; nothing of them where the password may be among them."""
    shown = " ".join(said.split())
    if any(secret and str(secret) in shown for secret in (url.password, url.query.get("password"))):
        return "…"
    return shown if len(shown) <= LONGEST_DETAIL else f"{shown[:LONGEST_DETAIL]}…"


def _code(url: URL, error: DBAPIError) -> str | None:
    """What the error means; None for one that is no fault of the database's, such as a key that is taken."""
    known = _sqlite_code(url, error) if url.get_backend_name() == "sqlite" else _postgresql_code(error)
    return known or ("database-failed" if isinstance(error, (OperationalError, InterfaceError)) else None)


def _sqlite_code(url: URL, error: DBAPIError) -> str | None:
    result: int = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # higher bytes only make it more precise
    path = Path(url.database or "")
    if result == sqlite3.SQLITE_CANTOPEN and path.is_dir():
        return "database-is-folder"
    if result == sqlite3.SQLITE_CANTOPEN and not path.parent.is_dir():
        return "database-folder-missing"
    if str(error.orig).startswith(("no such table", "no such column")):
        return "database-not-migrated"
    return SQLITE.get(result)


def _postgresql_code(error: DBAPIError) -> str | None:
    """By the SQLSTATE; a connection that fails has none, only the words of libpq and the server."""
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return "database-unreachable" if state.startswith(("08", "57P")) else POSTGRESQL.get(state)
    if not isinstance(error, OperationalError):
        return None
    words = str(error.orig)
    if any(sign in words for sign in ("authentication failed", "no password supplied", "pg_hba.conf", 'role "')):
        return "database-login"
    return "database-missing" if 'database "' in words else "database-unreachable"
