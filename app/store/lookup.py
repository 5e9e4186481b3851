"""The one question that every request of a respondent asks, put to the driver without the layers above it.

They take several times as long as the database itself; everything else goes through them (docs/decisions/0013).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Engine, bindparam, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import PoolProxiedConnection

from app.domain.ports import KeyKind
from app.store.models import Key, Response

COLUMNS = tuple(Response.__table__.columns)
OPENED = (
    select(*COLUMNS)
    .join(Key.__table__, Key.response_id == Response.id)
    .where(Key.digest == bindparam("digest"), Key.kind == bindparam("kind"))
)
"""The response that a token opens."""
BROWSER = {"kind": KeyKind.BROWSER.value}


class Lookup:
    """Finds the row of a response by the digest of a browser's token; safe among threads."""

    def __init__(self, engine: Engine) -> None:
        compiled = OPENED.compile(dialect=engine.dialect)
        self._engine = engine
        self._statement = str(compiled)
        self._places = compiled.positiontup
        kinds = [(column.key, column.type.dialect_impl(engine.dialect)) for column in COLUMNS]
        self._readers = [(name, kind.result_processor(engine.dialect, None) or _as_it_is) for name, kind in kinds]

    def __call__(self, token_digest: str) -> SimpleNamespace | None:
        """The row, outside any transaction. Raises DBAPIError like everything else that is asked of the database."""
        given = {"digest": token_digest, **BROWSER}
        rows = self._ask([given[name] for name in self._places] if self._places else given)
        if not rows:
            return None
        return SimpleNamespace(
            **{name: read(value) for (name, read), value in zip(self._readers, rows[0], strict=True)}
        )

    def _ask(self, given: Sequence[str] | Mapping[str, str]) -> list[Sequence[Any]]:
        driver = self._engine.dialect.loaded_dbapi.Error
        try:
            with self._connection(driver) as connection:
                cursor = connection.cursor()
                cursor.execute(self._statement, given)
                return list(cursor.fetchall())  # an open cursor would hold the connection to this state of the database
        except driver as error:
            raise DBAPIError.instance(self._statement, None, error, driver, hide_parameters=True) from error

    @contextmanager
    def _connection(self, driver: type[Exception]) -> Iterator[PoolProxiedConnection]:
        """A connection of the pool's, which does not go back to it where something went wrong."""
        connection = self._engine.raw_connection()
        try:
            yield connection
        except driver as error:
            connection.invalidate(error)
            raise
        finally:
            connection.close()


def _as_it_is(value: object) -> object:
    return value
