"""Holds durable-rules against the reference evaluator on any number of random responses, in several processes.

`python -m tests.rules.agreement [COUNT]` prints the figure.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context

from app.domain.answers import read
from app.domain.evaluation import Engine, evaluate
from app.engine.durable import DurableEngine
from app.engine.reference import ReferenceEngine
from tests.support import random_responses, shipped_program, shipped_questionnaire

PROCESSES = 2
CHUNK = 2_000
FIRST_SEED = 1_000_000  # away from the seeds of the normal run


@dataclass(frozen=True)
class Agreed:
    """How many responses both engines concluded the same from, in how many seconds, and those they did not."""

    responses: int
    seconds: float
    disagreements: tuple[str, ...]

    def __str__(self) -> str:
        same = self.responses - len(self.disagreements)
        return f"{same:,} of {self.responses:,} random responses concluded alike in {self.seconds:,.0f} s"


@cache
def engines() -> tuple[Engine, Engine]:
    """Both engines, built once a process."""
    return DurableEngine(shipped_program()), ReferenceEngine(shipped_program())


def disagreements(seed: int, count: int) -> list[str]:
    """The responses of a seed on which facts, deciding lines, trace or the types in it differ."""
    durable, reference = engines()
    found = []
    for number, raw in enumerate(random_responses(seed, count)):
        answers = read(shipped_questionnaire(), raw)
        one, other = evaluate(durable, answers), evaluate(reference, answers)
        kinds = [[[type(value) for value in r.because.values()] for r in each.trace] for each in (one, other)]
        if one != other or kinds[0] != kinds[1]:
            found.append(f"seed {seed}, response {number}: {raw}")
    return found


def agree(count: int, processes: int = PROCESSES) -> Agreed:
    """Compares both engines on `count` responses."""
    started, done = time.monotonic(), 0
    found: list[str] = []
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        chunks = list(_chunks(count))
        for (_, size), each in zip(chunks, pool.map(disagreements, *zip(*chunks, strict=True)), strict=True):
            found += each
            done += size
            if done % 50_000 == 0:
                sys.stderr.write(f"{Agreed(done, time.monotonic() - started, tuple(found))}\n")
    return Agreed(count, time.monotonic() - started, tuple(found))


def _chunks(count: int) -> Iterator[tuple[int, int]]:
    for number, start in enumerate(range(0, count, CHUNK)):
        yield FIRST_SEED + number, min(CHUNK, count - start)


def main() -> None:
    """Prints the figure; exit status 1 where the engines differ."""
    agreed = agree(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    sys.stdout.write(f"{agreed}\n")
    for each in agreed.disagreements[:10]:
        sys.stdout.write(f"{each}\n")
    sys.exit(bool(agreed.disagreements))


if __name__ == "__main__":
    main()
