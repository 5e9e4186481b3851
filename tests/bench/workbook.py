"""Measures the workbook: warm time, size, memory over many of them. Run: python -m tests.bench.workbook."""

from __future__ import annotations

import gc
import statistics
import time

from app.report import DiagnosisReports
from tests.bench.pdf import resident_mb
from tests.report import samples

ROUNDS = 20
BUILDS = 500


def measure(maker: DiagnosisReports, name: str) -> None:
    """Prints one sample's figures."""
    presentation = samples.sample(name)
    size = len(maker.workbook(presentation, samples.IMPRINT))
    times, worked = [], []
    for _ in range(ROUNDS):
        start, work = time.perf_counter(), time.process_time()
        maker.workbook(presentation, samples.IMPRINT)
        times.append((time.perf_counter() - start) * 1e3)
        worked.append((time.process_time() - work) * 1e3)
    took = f"{statistics.median(times):6.1f} ms {max(times):6.1f} ms at most"
    print(f"{name:44} {took} ({statistics.median(worked):5.1f} ms of the processor) {size / 1024:5.0f} KB")


def main() -> None:
    """Prints everything."""
    maker = DiagnosisReports(samples.wording())
    start = time.perf_counter()
    maker.workbook(samples.sample("tight-budget"), samples.IMPRINT)
    print(f"first workbook: {(time.perf_counter() - start) * 1e3:.0f} ms (target for warm ones: 60 ms)")
    for name in (*samples.CASE_NAMES, "everything-bad", "long-name"):
        measure(maker, name)
    gc.collect()
    before = resident_mb()
    for number in range(BUILDS):
        maker.workbook(samples.sample(samples.CASE_NAMES[number % len(samples.CASE_NAMES)]), samples.IMPRINT)
    gc.collect()
    print(f"memory over {BUILDS} workbooks: {before:.0f} MB → {resident_mb():.0f} MB")


if __name__ == "__main__":
    main()
