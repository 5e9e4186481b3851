"""Measures the PDF report: warm time, size, memory over many of them. Run: python -m tests.bench.pdf.

Times are of the processor, which other programs disturb less than the clock's. Targets: 120 ms, 250 KB, memory flat.
"""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from app.report import DiagnosisReports
from tests.report import samples

ROUNDS = 11
BUILDS = 500
TARGET_MS, TARGET_KB = 120.0, 250.0
LANGUAGES = ("ja", "en")
WITHOUT_ACCEL = "import sys; sys.modules['_rl_accel'] = None; from tests.bench.pdf import summary; summary()"
TYPICAL = ("tight-budget", "three-people-at-the-agencys-mercy", "twenty-five-advanced")


def resident_mb() -> float:
    """Memory of this process now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def measure(maker: DiagnosisReports, name: str, language: str) -> tuple[list[float], float]:
    """How long a sample's report takes each time, in ms, and its size in KB of 1,000 bytes."""
    presentation = samples.sample(name, language)
    size = len(maker.pdf(presentation, samples.IMPRINT)) / 1e3
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        maker.pdf(presentation, samples.IMPRINT)
        times.append((time.process_time() - start) * 1e3)
    return times, size


def told(name: str, language: str, times: Sequence[float], size: float) -> str:
    """A line about a report, marked where it misses a target."""
    median = statistics.median(times)
    missed = "" if median <= TARGET_MS and size <= TARGET_KB else "  missed"
    return f"{name:46} {language} {median:6.1f} ms ({min(times):5.1f} at least) {size:6.0f} KB{missed}"


def summary() -> None:
    """Prints how long a few reports take."""
    maker = DiagnosisReports(samples.wording())
    for name in TYPICAL:
        print(told(name, "ja", *measure(maker, name, "ja")))


def main() -> None:
    """Prints everything."""
    maker = DiagnosisReports(samples.wording())
    start = time.perf_counter()
    maker.pdf(samples.sample("tight-budget"), samples.IMPRINT)
    first = (time.perf_counter() - start) * 1e3
    print(f"first report: {first:.0f} ms; targets for warm ones: {TARGET_MS:.0f} ms, {TARGET_KB:.0f} KB")
    names = (*samples.CASE_NAMES, "everything-bad", "long-name")
    slowest = largest = 0.0
    for name, language in product(names, LANGUAGES):
        times, size = measure(maker, name, language)
        print(told(name, language, times, size), flush=True)
        if name in samples.CASE_NAMES:
            slowest, largest = max(slowest, statistics.median(times)), max(largest, size)
    print(f"all cases: {slowest:.1f} ms at most, {largest:.0f} KB at most")
    print("without rl_accel:", flush=True)
    subprocess.run([sys.executable, "-c", WITHOUT_ACCEL], check=True)
    gc.collect()
    before = resident_mb()
    for number in range(BUILDS):
        maker.pdf(samples.sample(TYPICAL[number % len(TYPICAL)]), samples.IMPRINT)
    gc.collect()
    print(f"memory over {BUILDS} reports: {before:.0f} MB → {resident_mb():.0f} MB")


if __name__ == "__main__":
    main()
