"""Measures the engines: `python -m tests.bench.engine [--memory N]`.

Diagnoses per CPU second with full trace, how long one takes, and how much memory N of them leave behind.
"""

from __future__ import annotations

import argparse
import gc
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from app.domain.answers import Answers, read
from app.domain.diagnosis import diagnose
from app.domain.evaluation import Engine
from app.engine.durable import DurableEngine
from app.engine.reference import ReferenceEngine
from tests.support import case_names, load_case, random_responses, shipped_program, shipped_questionnaire

ROUNDS = 20
MOST_MS = 0.5
MOST_GROWTH_MB = 10


@dataclass(frozen=True)
class Measured:
    """Figures of one engine."""

    name: str
    per_cpu_second: float
    median_ms: float
    p99_ms: float
    growth_mb: float


def responses() -> list[Answers]:
    """The worked cases and as many random responses again."""
    cases = [load_case(name)["answers"] for name in case_names()]
    return [read(shipped_questionnaire(), raw) for raw in [*cases, *random_responses(1, 200)]]


def measure(name: str, engine: Engine, answers: Sequence[Answers], count: int) -> Measured:
    """Runs every response ROUNDS times for speed, then `count` diagnoses for memory."""
    for each in answers:
        diagnose(engine, each)
    times: list[float] = []
    started = time.process_time()
    for _ in range(ROUNDS):
        for each in answers:
            before = time.perf_counter()
            diagnose(engine, each)
            times.append(time.perf_counter() - before)
    spent = time.process_time() - started
    percentiles = quantiles(times, n=100)
    growth = grown(engine, answers, count)
    return Measured(name, len(times) / spent, percentiles[49] * 1000, percentiles[98] * 1000, growth)


def grown(engine: Engine, answers: Sequence[Answers], count: int) -> float:
    """How much the process grew over `count` diagnoses, in megabytes."""
    gc.collect()
    before = resident()
    for number in range(count):
        diagnose(engine, answers[number % len(answers)])
    gc.collect()
    return (resident() - before) / 1e6


def resident() -> int:
    """The memory of this process, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def table(found: Sequence[Measured], count: int) -> str:
    """The figures beside what is to be reached."""
    rows = [
        ("", *(each.name for each in found), "to reach"),
        ("diagnoses per CPU second", *(f"{each.per_cpu_second:,.0f}" for each in found), ""),
        ("p50 ms", *(f"{each.median_ms:.3f}" for each in found), f"<= {MOST_MS}"),
        ("p99 ms", *(f"{each.p99_ms:.3f}" for each in found), ""),
        (f"memory growth MB over {count:,}", *(f"{each.growth_mb:.1f}" for each in found), f"<= {MOST_GROWTH_MB}"),
    ]
    return "\n".join(f"{row[0]:34}" + "".join(f"{cell:>16}" for cell in row[1:]) for row in rows)


def main() -> None:
    """Prints the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--memory", type=int, default=100_000, metavar="N", help="diagnoses to measure memory over")
    count = arguments.parse_args().memory
    program, answers = shipped_program(), responses()
    engines: list[tuple[str, Engine]] = [
        ("durable-rules", DurableEngine(program)),
        ("reference", ReferenceEngine(program)),
    ]
    print(table([measure(name, engine, answers, count) for name, engine in engines], count))


if __name__ == "__main__":
    main()
