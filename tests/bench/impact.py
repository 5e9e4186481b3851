"""Measures `shikumi impact`: `python -m tests.bench.impact [--responses N] [--processes N]`.

Fills a temporary SQLite database with diagnoses of random responses, re-evaluates them under a changed rule pack, and
prints how long that takes and how much the memory of all its processes grows from a fifth of the responses to the end.
To reach: 10,000 in under 30 s on two cores, memory flat.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.cli.impacting import Comparing
from app.domain.answers import read
from app.domain.diagnosis import diagnose
from app.domain.document import to_record
from app.domain.impact import Compared, Impact
from app.engine.durable import DurableEngine
from app.packs.files import Files
from app.services.impact import MeasureImpact
from app.store.database import open_database, writing
from app.store.migrate import upgrade
from app.store.models import Diagnosis, Edition, Response
from app.store.sql_store import open_store
from tests.support import pack_files, questionnaire_files, random_responses, shipped_program, shipped_questionnaire

BATCH = 500
MOST_SECONDS = 30
MOST_GROWTH_MB = 20
WARM = 5  # memory is first looked at once a fifth is done
NOW = datetime(2026, 11, 1, tzinfo=UTC)
Row = dict[str, Any]


def fill(url: str, count: int) -> None:
    """Keeps that many responses and their diagnoses, as the site would."""
    upgrade(url)
    engine = open_database(url)
    with writing(engine) as connection, connection.begin():
        connection.execute(sa.insert(Edition), _editions())
        batch: list[tuple[Row, Row]] = []
        for rows in _rows(count):
            batch.append(rows)
            if len(batch) == BATCH:
                _insert(connection, batch)
                batch.clear()
        if batch:
            _insert(connection, batch)
    engine.dispose()


def _insert(connection: sa.Connection, batch: list[tuple[Row, Row]]) -> None:
    connection.execute(sa.insert(Response), [response for response, _ in batch])
    connection.execute(sa.insert(Diagnosis), [diagnosis for _, diagnosis in batch])


def _editions() -> list[Row]:
    program = shipped_program()
    found = {"questionnaire": program.questionnaire, "rules": program.pack}
    return [
        {"digest": each.digest, "kind": kind, "id": each.id, "edition": each.edition, "files": {}}
        for kind, each in found.items()
    ]


def _rows(count: int) -> Iterator[tuple[Row, Row]]:
    engine = DurableEngine(shipped_program())
    for number, raw in enumerate(random_responses(11, count)):
        made = diagnose(engine, read(shipped_questionnaire(), raw))
        id_, at = f"response-{number}", NOW + timedelta(seconds=number)
        edition = made.questionnaire
        response = {
            "id": id_,
            "questionnaire_id": edition.id,
            "questionnaire_edition": edition.edition,
            "questionnaire_digest": edition.digest,
            "answers": raw,
            "version": 1,
            "created_at": at,
            "updated_at": at,
            "submitted_at": at,
        }
        diagnosis = {
            "id": f"diagnosis-{number}",
            "response_id": id_,
            "questionnaire_digest": edition.digest,
            "rules_digest": made.rules.digest,
            "created_at": at,
            "record": to_record(made),
        }
        yield response, diagnosis


def changed_pack() -> Files:
    """The shipped pack with the bound between small and mid moved by one person."""
    files = dict(pack_files())
    table = files["decisions/model.yaml"].decode()
    assert "[0..3]" in table
    assert "[4..9]" in table
    files["decisions/model.yaml"] = table.replace("[0..3]", "[0..2]").replace("[4..9]", "[3..9]").encode()
    return files


class Memory:
    """Looks at the memory of this process and its children as responses go by."""

    def __init__(self, count: int) -> None:
        self._from = count // WARM
        self._seen = 0
        self.first = 0
        self.most = 0

    def tell(self, _: Compared) -> None:
        """Called for every response."""
        self._seen += 1
        if self._seen >= self._from and self._seen % 100 == 0:
            now = resident(os.getpid()) + sum(resident(child) for child in children())
            self.first = self.first or now
            self.most = max(self.most, now)

    @property
    def growth_mb(self) -> float:
        """How much the most is above the first look."""
        return (self.most - self.first) / 1e6


def resident(process: int) -> int:
    """The memory of a process, in bytes."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (FileNotFoundError, ProcessLookupError):
        return 0


def children() -> list[int]:
    """The processes started by this one."""
    return [int(each) for path in Path("/proc/self/task").glob("*/children") for each in path.read_text().split()]


def spent() -> float:
    """Seconds of processor time of this process and the children it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@dataclass(frozen=True)
class Measured:
    """Figures of one run."""

    seconds: float
    cpu_seconds: float
    memory: Memory
    impact: Impact


def measure(url: str, count: int, processes: int | None) -> Measured:
    """Runs it once, the start of the processes included."""
    memory, store = Memory(count), open_store(url)
    start, before = time.perf_counter(), spent()
    compare = Comparing(questionnaire_files(), changed_pack(), processes)
    impact = MeasureImpact(store, compare).measure(memory.tell, 5)
    found = Measured(time.perf_counter() - start, spent() - before, memory, impact)
    store.close()
    return found


def main() -> None:
    """Prints the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--responses", type=int, default=10_000, metavar="N")
    arguments.add_argument("--processes", type=int, default=None, metavar="N")
    given = arguments.parse_args()
    count = given.responses
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/shikumi.db"
        fill(url, count)
        size = Path(folder, "shikumi.db").stat().st_size
        found = measure(url, count, given.processes)
    memory, impact = found.memory, found.impact
    print(f"{impact.compared:,} responses, {size / 1e6:,.0f} MB of SQLite, {impact.changed:,} would change")
    print(f"seconds                  {found.seconds:8.1f}   to reach: < {MOST_SECONDS} on two cores")
    print(f"seconds of processor     {found.cpu_seconds:8.1f}   load of the machine {os.getloadavg()[0]:.1f}")
    print(f"memory at {count // WARM:,} MB      {memory.first / 1e6:8.1f}   all processes together")
    print(f"growth up to {count:,} MB  {memory.growth_mb:8.1f}   to reach: <= {MOST_GROWTH_MB}")


if __name__ == "__main__":
    main()
