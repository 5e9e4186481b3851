"""Reports made by several threads at once."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from app.report import DiagnosisReports
from tests.report import samples


def test_the_first_reports_of_a_process_may_be_made_by_four_threads() -> None:
    program = """
import sys, hashlib
from concurrent.futures import ThreadPoolExecutor
from app.report import DiagnosisReports
assert "reportlab" not in sys.modules
from tests.report import samples
sample, maker = samples.sample("tight-budget"), DiagnosisReports(samples.wording())
with ThreadPoolExecutor(4) as pool:
    made = list(pool.map(lambda _: maker.pdf(sample, samples.IMPRINT), range(4)))
print(*{hashlib.sha256(pdf).hexdigest() for pdf in made})
"""
    told = subprocess.run([sys.executable, "-c", program], cwd=samples.HOME, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == hashlib.sha256(samples.pdf("tight-budget")).hexdigest()


def test_four_threads_at_once_get_what_one_gets() -> None:
    names = ["tight-budget", "nobody", "long-name", "only-the-four"] * 2
    maker = DiagnosisReports(samples.wording())
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda name: maker.pdf(samples.sample(name), samples.IMPRINT), names))
    assert made == [samples.pdf(name) for name in names]
