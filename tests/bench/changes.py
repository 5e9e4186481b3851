"""Measures the search for what would change the conclusions. Run: python -m tests.bench.changes."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Mapping, Sequence

from app.domain.answers import read_given
from app.domain.changes import ChangeFinder, Proposal
from app.engine.reference import ReferenceEngine
from tests.support import case_names, load_case, random_responses, shipped_program, shipped_questionnaire

RESPONSES = 200
TARGET_MS = 300


def figures(name: str, times: Sequence[float]) -> None:
    """Prints one row."""
    ordered = sorted(times)
    p99 = ordered[min(len(ordered) - 1, round(0.99 * len(ordered)))]
    print(f"{name:28} p50 {statistics.median(ordered):6.1f}  p99 {p99:6.1f}  max {ordered[-1]:6.1f} ms")


def measure(name: str, finder: ChangeFinder, responses: Sequence[Mapping[str, object]]) -> list[Proposal]:
    """Prints how long the responses take, by the clock and by the processor, and gives what was found."""
    clock: list[float] = []
    processor: list[float] = []
    found: list[Proposal] = []
    for raw in responses:
        given, _ = read_given(shipped_questionnaire(), raw)
        start, used = time.perf_counter(), time.process_time()
        found.extend(finder.proposals(given))
        clock.append((time.perf_counter() - start) * 1e3)
        processor.append((time.process_time() - used) * 1e3)
    figures(name, clock)
    figures("  processor time only", processor)
    return found


def main() -> None:
    """Prints everything."""
    program = shipped_program()
    start = time.perf_counter()
    finder = ChangeFinder(ReferenceEngine(program))
    first, _ = read_given(shipped_questionnaire(), load_case("tight-budget")["answers"])
    finder.proposals(first)
    print(f"first response: {(time.perf_counter() - start) * 1e3:.0f} ms (target for each: {TARGET_MS} ms)")
    cases = [load_case(name)["answers"] for name in case_names()]
    found = measure(f"{len(cases)} worked cases", finder, cases)
    found += measure(f"{RESPONSES} random responses", finder, list(random_responses(1, RESPONSES)))
    sizes = Counter(len(proposal.changes) for proposal in found if proposal.movable)
    print("proposals by answers changed:", dict(sorted(sizes.items())), "(0: none within three)")


if __name__ == "__main__":
    main()
