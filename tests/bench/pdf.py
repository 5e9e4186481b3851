"""Measures the PDF report: warm time, size, memory over many builds. Run: python -m tests.bench.pdf."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from pathlib import Path

from app.report import DiagnosisReports
from tests.report import samples

ROUNDS = 20
BUILDS = 200


def resident_mb() -> float:
    """Memory of this process now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def measure(maker: DiagnosisReports, name: str) -> None:
    """Prints one sample's figures."""
    presentation = samples.sample(name)
    size = len(maker.pdf(presentation, samples.IMPRINT))
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        maker.pdf(presentation, samples.IMPRINT)
        times.append((time.perf_counter() - start) * 1e3)
    print(f"{name:36} {statistics.median(times):7.1f} ms {max(times):7.1f} ms at most {size / 1024:6.0f} KB")


def main() -> None:
    """Prints everything."""
    maker = DiagnosisReports(samples.wording())
    start = time.perf_counter()
    maker.pdf(samples.sample("tight-budget"), samples.IMPRINT)
    print(f"first report: {(time.perf_counter() - start) * 1e3:.0f} ms (target for warm ones: 300 ms)")
    for name in (*samples.CASE_NAMES, "everything-bad", "long-name"):
        measure(maker, name)
    gc.collect()
    before = resident_mb()
    for number in range(BUILDS):
        maker.pdf(samples.sample(samples.CASE_NAMES[number % len(samples.CASE_NAMES)]), samples.IMPRINT)
    gc.collect()
    print(f"memory over {BUILDS} builds: {before:.0f} MB → {resident_mb():.0f} MB")


if __name__ == "__main__":
    main()
