"""The name that was probably meant where one is not known: the one place where names are compared by their letters.

A name is made of words (`finding:no_kpi` of three). Names of as many words are alike where every word is, so that a
word both begin with makes nothing alike; of a word, a third of the letters may differ. Where a word is missing, one
name must begin or end with all the words of the other, or as good as all letters be the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from app.domain.errors import Problem

BETWEEN_WORDS = re.compile(r"[_:.\-]")
NEAR = "-near"
"""What the codes of problems that suggest a name end in."""
LONGEST = 120
WITHOUT_PREFIX = 0.9
HALF = 0.5
PAIR = 2
MOST_SUGGESTIONS = 50
"""How many unknown names are compared with the known ones: a misspelt file has few, a flood would cost seconds."""


def misspelt(problem: Problem, name: object, known: Iterable[str], told_before: int = 0) -> Problem:
    """The problem that a name is not known; where another was probably meant, the one whose code ends in `-near`.

    `told_before` is how many of the kind were told already, so that of a flood only the first are compared.
    """
    near = nearest(name, known) if isinstance(name, str) and told_before < MOST_SUGGESTIONS else None
    if near is None:
        return problem
    return replace(problem, code=problem.code + NEAR, params={**problem.params, "near": near})


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like another, the first of several; None where none is alike enough."""
    if len(name) > LONGEST:
        return None
    likeness = {each: _likeness(name, each) for each in known}
    found = max(likeness, key=lambda each: likeness[each], default=None)
    return found if found is not None and likeness[found] > 0 else None


def _likeness(name: str, other: str) -> float:
    """From 0, not alike, to 1, the same but for the letters' case and the signs between the words."""
    words, others = _words(name), _words(other)
    if len(words) == len(others):
        return _alike(words, others, 3)
    if name and other.partition(":")[2] == name:
        return WITHOUT_PREFIX
    short, long = sorted((words, others), key=len)
    if short in (long[: len(short)], long[-len(short) :]) and name.count(":") == other.count(":"):
        share = len("".join(short)) / len("".join(long))
        return share if share >= HALF else 0
    return _alike(["_".join(words)], ["_".join(others)], 6)


@lru_cache(maxsize=10_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(BETWEEN_WORDS.split(name.lower()))


def _alike(words: Sequence[str], others: Sequence[str], one_in: int) -> float:
    """How alike words are pair by pair; 0 where in one of them more than one letter in so many differs."""
    pairs = list(zip(words, others, strict=True))
    differing = 0
    for word, other in pairs:
        most = max(len(word), len(other)) // one_in
        if len(pairs) > 1 and _swapped_or_short(word, other):
            most = 1
        # Letters that only one of them has differ for certain, and cost no time.
        if max(len(word) - len(other), len(other) - len(word), len(set(word) - set(other))) > most:
            return 0
        found = _distance(word, other) if word != other else 0
        if found > most:
            return 0
        differing += found
    total = sum(max(len(word), len(other)) for word, other in pairs)
    return 1 - differing / total if total else 0


def _swapped_or_short(word: str, other: str) -> bool:
    """Whether two letters were swapped, or one of two is missing; another letter in its place makes another word."""
    return max(len(word), len(other)) == PAIR and (set(word) <= set(other) or set(other) <= set(word))


def _distance(word: str, other: str) -> int:
    """How many letters must be put in, left out, changed, or swapped with the next to make one word of another."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for n, letter in enumerate(word, start=1):
        last, before, row = before, row, [n]
        for m, each in enumerate(other, start=1):
            cost = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (letter != each))
            if n > 1 and m > 1 and (letter, word[n - 2]) == (other[m - 2], each):
                cost = min(cost, last[m - 2] + 1)
            row.append(cost)
    return row[-1]
