"""Use cases over a real store and the real questionnaire and rules."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from app.library import PackLibrary
from app.services.respond import Respond
from app.services.results import Diagnose
from app.store.sql_store import SqlStore
from tests.databases import *  # noqa: F403 (fixtures)
from tests.store.made import QUESTIONNAIRE_DIR, RULES_DIR


class Ticking:
    """A clock that a second passes on whenever it is looked at."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class Numbered:
    """Ids and tokens one can tell apart."""

    def __init__(self, name: str) -> None:
        self._name, self._numbers = name, count(1)

    def __call__(self) -> str:
        return f"{self._name}-{next(self._numbers)}"


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture
def library(store: SqlStore) -> PackLibrary:
    return PackLibrary(QUESTIONNAIRE_DIR, RULES_DIR, store)


@pytest.fixture
def respond(store: SqlStore, library: PackLibrary, clock: Ticking) -> Respond:
    return Respond(store, library.current.questionnaire, clock, Numbered("response"), Numbered("token"))


@pytest.fixture
def diagnose(store: SqlStore, library: PackLibrary, clock: Ticking) -> Diagnose:
    return Diagnose(store, library, clock, Numbered("diagnosis"))
