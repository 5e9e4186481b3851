"""The store: transactions over the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from app.domain.ports import Diagnoses, Editions, Keys, Responses, StoredResponse
from app.store import database
from app.store.errors import told
from app.store.keys import SqlKeys
from app.store.lookup import Lookup
from app.store.repositories import SqlDiagnoses, SqlEditions, SqlResponses, response_of


class SqlUnitOfWork:
    """One transaction."""

    def __init__(self, session: Session) -> None:
        self.responses: Responses = SqlResponses(session)
        self.keys: Keys = SqlKeys(session)
        self.diagnoses: Diagnoses = SqlDiagnoses(session)
        self.editions: Editions = SqlEditions(session)


class SqlStore:
    """Opens transactions on one database; safe to share among threads, and to carry over a fork."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lookup = Lookup(engine)

    def find(self, token_digest: str) -> StoredResponse | None:
        """The response a browser's token opens, outside any transaction. Raises DatabaseUnavailable."""
        with told(self._engine.url):
            row = self._lookup(token_digest)
        return response_of(row) if row else None

    def reading(self) -> AbstractContextManager[SqlUnitOfWork]:
        """A transaction that only reads, all of it one state of the database. Raises DatabaseUnavailable."""
        return self._transaction(database.reading)

    def writing(self) -> AbstractContextManager[SqlUnitOfWork]:
        """A transaction that is kept when left normally, and undone by an exception. Raises DatabaseUnavailable."""
        return self._transaction(database.writing)

    def close(self) -> None:
        """Closes the connections held; the next transaction opens new ones."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, connect: Callable[[Engine], Connection]) -> Iterator[SqlUnitOfWork]:
        with told(self._engine.url), connect(self._engine) as connection:
            with connection.begin(), Session(connection, autoflush=False, expire_on_commit=False) as session:
                yield SqlUnitOfWork(session)
            if database.writes(connection):
                database.fold(connection)


def open_store(url: str) -> SqlStore:
    """The store at a URL. Connects only when used; raises ValueError for a URL that is none."""
    return SqlStore(database.open_database(url))
