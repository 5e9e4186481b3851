"""How long hostile submissions take, and which take longest: `python -m tests.bench.submissions`.

They are those of tests/abuse, in-process and over a database in memory where there is one, so that no disk is measured.
"""

from __future__ import annotations

import logging
import statistics
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from app import create_app
from app.config import Settings
from app.store.migrate import upgrade
from tests.abuse.submissions import Sender, Submission, every_field_hostile, folder_in_memory, submissions

EXAMPLES, POSTS = 200, 10
SLOWEST = 15
KEY = "a key for benches that is long enough"


@dataclass(frozen=True)
class Measured:
    """A submission, how long it took and what it was answered with."""

    milliseconds: float
    status: int
    submission: Submission

    @property
    def line(self) -> str:
        """One line about it: the longest field tells most about what is in it."""
        name, said = max(self.submission.fields, key=lambda field: len(field[1]), default=("", ""))
        size = len(self.submission.body) / 1024
        longest = f"{name}={said[:24]!a}… {len(said)}"
        return f"{self.milliseconds:7.1f} ms  {self.status}  {size:6.1f} KB  {self.submission.path:34.34}  {longest}"


def measure(sender: Sender, submission: Submission) -> Measured:
    """Sends it and waits for the whole answer."""
    start = time.perf_counter()
    answer = sender.send(submission)
    answer.get_data()
    return Measured((time.perf_counter() - start) * 1e3, answer.status_code, submission)


def measure_all(sender: Sender) -> list[Measured]:
    """The generated ones, then every field with every hostile text."""
    measured: list[Measured] = []

    @seed(1)
    @settings(max_examples=EXAMPLES, phases=(Phase.generate,), database=None, deadline=None)
    @given(ready=st.booleans(), posts=st.lists(submissions(), min_size=POSTS, max_size=POSTS))
    def run(ready: bool, posts: list[Submission]) -> None:
        sender.begin(ready)
        measured.extend(measure(sender, each) for each in posts)

    run()
    sender.begin()
    return measured + [measure(sender, each) for each in every_field_hostile()]


def main() -> None:
    """Prints what came of them and the slowest."""
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory(dir=folder_in_memory(Path(tempfile.gettempdir()))) as folder:
        made = Settings(data_dir=Path(folder), database_url=f"sqlite:///{folder}/web.db", secret_key=KEY, limits="off")
        upgrade(made.database_url)
        measured = measure_all(Sender(create_app(made)))
    times = sorted(each.milliseconds for each in measured)
    at_99 = times[len(times) * 99 // 100]
    print(f"{len(times)} submissions: median {statistics.median(times):.1f} ms, 99 % within {at_99:.1f} ms")
    print("answered with", ", ".join(f"{code}: {n}" for code, n in sorted(Counter(m.status for m in measured).items())))
    for each in sorted(measured, key=lambda m: -m.milliseconds)[:SLOWEST]:
        print(each.line)


if __name__ == "__main__":
    main()
