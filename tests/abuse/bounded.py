"""Checks every hostile file in a process of its own that may use only so much: `python -m tests.abuse.bounded`.

Prints a line of JSON for each: its name, the codes it is refused with, where the first is told, the longest message. A
process that wants more memory or more of the processor ends, and its file is told as `ended`.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

from app.cli.checking import check_all
from app.packs.wording_files import load_wording
from tests.abuse.hostile_files import Case, hostile_cases
from tests.support import WORDING_DIR, pack_files, questionnaire_files

MOST_MEGABYTES = 100
"""Above what a process has that has everything loaded and has checked nothing yet."""
MOST_SECONDS = 20
"""Of the processor, which is not what a clock shows: a busy machine takes longer and uses no more."""


def bound() -> None:
    """Lets this process have no more than that."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MOST_MEGABYTES * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + MOST_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def tell(case: Case) -> None:
    """Checks one file and prints what was found."""
    name, _, file, content = case
    faults = check_all(questionnaire_files(), {**pack_files(), file: content}).faults
    words = load_wording(WORDING_DIR)
    longest = max((len(words.problem(fault, language)) for fault in faults for language in ("ja", "en")), default=0)
    first = str(faults[0].at) if faults else ""
    told = {"name": name, "codes": [fault.code for fault in faults], "first": first, "longest": longest}
    say(told)


def say(told: dict[str, object]) -> None:
    """Prints a line of JSON."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Checks them one after the other."""
    for case in hostile_cases(pack_files()):
        child = os.fork()
        if child == 0:
            bound()
            tell(case)
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            say({"name": case[0], "codes": ["ended"], "first": "", "longest": 0})


if __name__ == "__main__":
    sys.exit(main())
