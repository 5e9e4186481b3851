"""Prints the mutation score of the shipped rule pack: `python -m tests.mutation [--each N] [--seed N] [TABLE …]`."""

from __future__ import annotations

import argparse
import sys

from tests.mutation.score import EACH, SEED, Verdict, lines, run


def main() -> None:
    """Prints the score and what survived; with -v also what was proven equivalent."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--each", type=int, default=EACH, metavar="N", help="mutants of a table; 0: all there are")
    arguments.add_argument("--seed", type=int, default=SEED)
    arguments.add_argument("-v", "--verbose", action="store_true", help="list the equivalent mutants too")
    arguments.add_argument("tables", nargs="*", metavar="TABLE")
    given = arguments.parse_args()
    judged = run(given.each, given.seed, given.tables)
    sys.stdout.writelines(f"{line}\n" for line in lines(judged))
    if given.verbose:
        sys.stdout.writelines(f"equivalent: {mutant}\n" for mutant in judged.of(Verdict.EQUIVALENT))


if __name__ == "__main__":
    main()
