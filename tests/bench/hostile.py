"""How long each hostile file takes to be refused, and how much memory: `python -m tests.bench.hostile`.

To reach: under 1 s and under 100 MB each.
"""

import sys
import time
from multiprocessing import get_context
from pathlib import Path

from app.cli.checking import check_all
from tests.abuse.hostile_files import Case, hostile_cases
from tests.support import pack_files, questionnaire_files

SLOWEST = 10


def measure(case: Case) -> tuple[float, float, str]:
    """Seconds, megabytes above what the process had, and the case's name; in a process of its own."""
    name, _, file, content = case
    files = {**pack_files(), file: content}
    Path("/proc/self/clear_refs").write_text("5")  # forgets the highest mark so far
    before = peak()
    start = time.perf_counter()
    check_all(questionnaire_files(), files)
    return time.perf_counter() - start, (peak() - before) / 1024, name


def peak() -> int:
    """The most memory this process had since the mark was forgotten, in KB."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])


def main() -> None:
    """Prints the slowest and the hungriest."""
    cases = list(hostile_cases(pack_files()))
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        measured = pool.map(measure, cases, chunksize=1)
    print(f"{len(measured)} hostile files: slowest {max(measured)[0]:.2f} s (to reach: 1)")
    hungriest = max(megabytes for _, megabytes, _ in measured)
    print(f"most memory above the file itself {hungriest:.0f} MB (to reach: 100)")
    for seconds, megabytes, name in sorted(measured, reverse=True)[:SLOWEST]:
        print(f"{seconds:7.3f} s {megabytes:7.1f} MB  {name}")


if __name__ == "__main__":
    sys.exit(main())
