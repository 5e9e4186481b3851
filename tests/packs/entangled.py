"""Conditions so entangled that no proof of them ends: as many pigeons as holes and one more.

Each box is one way for a seating to be wrong. That one of them always holds is true, and can be shown only by going
through the seatings.
"""

from __future__ import annotations

from itertools import combinations

from app.domain.conditions import Condition
from app.domain.questionnaire import Kind
from tests.support import shipped_questionnaire

HOLES = 7
SEATS = HOLES * (HOLES + 1)
Box = dict[str, str]


def wrong_seatings() -> list[Box]:
    """Every way in which pigeons sit wrongly: one of them nowhere, or two of them in the same hole."""
    seats = _seats()
    nowhere = [{fact: no for fact, _, no in pigeon} for pigeon in seats]
    together = [{one[hole][0]: one[hole][1], other[hole][0]: other[hole][1]}
                for one, other in combinations(seats, 2) for hole in range(HOLES)]  # fmt: skip
    return nowhere + together


def _seats() -> list[list[tuple[str, str, str]]]:
    """For each pigeon and hole a fact, with the test that it sits there and the one that it does not.

    An answer of four says of two pigeons whether they sit, in holes that are not the same.
    """
    asked = (q for q in shipped_questionnaire().questions() if q.kind is Kind.CHOICE and q.show_if == Condition())
    four = [(q.id, q.option_ids) for q in asked if len(q.option_ids) == 4 and not q.may_be_absent][: SEATS // 2]
    first = [(fact, f"{a}, {b}", f"{c}, {d}") for fact, (a, b, c, d) in four]
    second = [(fact, f"{a}, {c}", f"{b}, {d}") for fact, (a, b, c, d) in [*four[1:], four[0]]]
    seats = first + second
    return [seats[start : start + HOLES] for start in range(0, SEATS, HOLES)]
