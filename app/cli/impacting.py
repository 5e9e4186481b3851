"""What a changed rule pack would change in the diagnoses that are kept: files, database and processes put together."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import inspect

from app.cli.checking import check_all
from app.cli.impact_output import Heading, Telling
from app.domain.errors import InvalidData
from app.domain.impact import Compared, Impact
from app.domain.japan import JAPAN
from app.domain.ports import Definitions
from app.domain.program import build
from app.engine.durable import DurableEngine
from app.library import load
from app.packs.files import Files, read_folder
from app.services.impact import PAGE, MeasureImpact, Page, compare_page
from app.store.database import open_database, parse_url, reading
from app.store.errors import place, told
from app.store.sql_store import open_store

MOST_PROCESSES = 2
WAITING = 2  # pages each process has before it, so that it never waits for the database


@dataclass(frozen=True, slots=True)
class NewPack:
    """The files of a changed rule pack and of the questionnaire it is for, proven sound."""

    questionnaire_files: Files
    pack_files: Files
    definitions: Definitions


def read_pack(questionnaire: Path, rules: Path) -> NewPack:
    """The pack in a folder; raises InvalidData with everything `shikumi check` finds wrong in it."""
    questionnaire_files, pack_files = read_folder(questionnaire), read_folder(rules)
    faults = check_all(questionnaire_files, pack_files).faults
    if faults:
        raise InvalidData(faults)
    return NewPack(questionnaire_files, pack_files, load(questionnaire_files, pack_files))


def measure(pack: NewPack, database_url: str, since: datetime | None, telling: Telling, examples: int) -> Impact:
    """Compares and tells as it goes; writes nothing. Raises DatabaseUnavailable."""
    since = since.replace(tzinfo=JAPAN) if since else None
    heading = Heading(pack.definitions.questionnaire, pack.definitions.pack, since, place(parse_url(database_url)))
    if holds_nothing(database_url):
        impact = Impact(examples)
        telling.begin(heading)
    else:
        impact = _measure(pack, database_url, heading, telling, examples)
    telling.end(impact)
    return impact


def _measure(pack: NewPack, database_url: str, heading: Heading, telling: Telling, examples: int) -> Impact:
    store = open_store(database_url)
    try:
        with store.reading() as work:
            work.diagnoses.page(None, 1)  # what is wrong with the database is told before anything is printed
        telling.begin(heading)
        compare = Comparing(pack.questionnaire_files, pack.pack_files)
        return MeasureImpact(store, compare).measure(telling.tell, examples, heading.since)
    finally:
        store.close()


def holds_nothing(database_url: str) -> bool:
    """Whether there is no database yet, or no table in it; asking does not make one. Raises DatabaseUnavailable."""
    url = parse_url(database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return True
    engine = open_database(database_url)
    try:
        with told(url), reading(engine) as connection:
            return not inspect(connection).get_table_names()
    finally:
        engine.dispose()


class Comparing:
    """Compares pages in up to two processes; a single short page here, since starting them takes longer than it."""

    def __init__(self, questionnaire_files: Files, pack_files: Files, processes: int | None = None) -> None:
        self._files = dict(questionnaire_files), dict(pack_files)
        self._processes = processes or min(MOST_PROCESSES, os.cpu_count() or 1)

    def __call__(self, pages: Iterable[Page]) -> Iterator[Sequence[Compared]]:
        """The pages compared, in order."""
        pages = iter(pages)
        first = next(pages, [])
        every = chain([first], pages)
        if len(first) < PAGE or self._processes == 1:
            engine = _engine(*self._files)
            yield from (compare_page(engine, page) for page in every)
        else:
            yield from self._in_processes(every)

    def _in_processes(self, pages: Iterable[Page]) -> Iterator[Sequence[Compared]]:
        # Spawned, not forked: an open connection to SQLite must not be carried over a fork.
        processes = ProcessPoolExecutor(self._processes, get_context("spawn"), _prepare, self._files)
        waiting: deque[Future[list[Compared]]] = deque()
        try:
            for page in pages:
                waiting.append(processes.submit(_compare, page))
                if len(waiting) > self._processes * WAITING:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            processes.shutdown(cancel_futures=True)


def _engine(questionnaire_files: Files, pack_files: Files) -> DurableEngine:
    definitions = load(questionnaire_files, pack_files)
    return DurableEngine(build(definitions.questionnaire, definitions.pack))


class _OfThisProcess:
    """What a process that compares keeps from page to page."""

    engine: DurableEngine


def _prepare(questionnaire_files: Files, pack_files: Files) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's affair
    _OfThisProcess.engine = _engine(questionnaire_files, pack_files)


def _compare(page: Page) -> list[Compared]:
    return compare_page(_OfThisProcess.engine, page)
