"""Seats: who wears which hat in a team of a given size."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.domain.facts import Facts
from app.domain.texts import Text

REST = "rest"


@dataclass(frozen=True, slots=True)
class Hat:
    """A role a person wears; needed always, or unless the task it serves is deferred.

    One that `decides` makes the decisions others carry out.
    """

    id: str
    title: Text
    text: Text
    task: str | None
    decides: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """A team of a large organisation; `weight` is its share of the people."""

    id: str
    title: Text
    weight: int
    hats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Allocation:
    """The parameters of the allocation (sources: hats S1, allocation T).

    `persons[n]` lists the hats of each of n people; `rest` stands for every needed hat not named in that row. The hat
    of a task carried out as `deferred` is not needed, that of one `outsourced` does not weigh on its wearer.
    """

    hats: tuple[Hat, ...]
    persons: tuple[tuple[tuple[str, ...], ...], ...]
    teams: tuple[Team, ...]
    nobody: str
    nobody_title: Text
    nobody_hats: tuple[str, ...]
    spare: str
    overload_above: int
    sources: tuple[str, ...]
    deferred: str = "defer"
    outsourced: str = "outsource"

    def hat(self, id_: str) -> Hat:
        """The hat with that id."""
        return next(hat for hat in self.hats if hat.id == id_)


@dataclass(frozen=True, slots=True)
class Seat:
    """A person, a team, or the seat to be filled (`kind` person, team, to_appoint); `count` includes a team's head."""

    id: str
    kind: str
    count: int
    hats: tuple[str, ...]
    overloaded: bool = False


def worn_for(allocation: Allocation, seats: Sequence[Seat], hat: str) -> str:
    """The hat somebody wears for what is on this one: itself, else the first that even a team of nobody wears."""
    worn = [each for seat in seats for each in seat.hats]
    return next((each for each in (hat, *allocation.nobody_hats, *worn) if each in worn), hat)


def execution_fact(task: str) -> str:
    """The fact that says how a task is carried out."""
    return f"task:{task}.execution"


def allocate(allocation: Allocation, headcount: int, facts: Facts) -> tuple[Seat, ...]:
    """The seats of a team of `headcount` people, given how every task is carried out."""
    if headcount == 0:
        return (Seat(allocation.nobody, "to_appoint", 0, allocation.nobody_hats),)
    needed = [hat.id for hat in allocation.hats if not _carried_out_as(allocation.deferred, hat, facts)]
    if headcount < len(allocation.persons):
        light = {hat.id for hat in allocation.hats if _carried_out_as(allocation.outsourced, hat, facts)}
        return tuple(_people(allocation, allocation.persons[headcount], needed, light))
    return _teams(allocation, headcount, needed)


def _carried_out_as(execution: str, hat: Hat, facts: Facts) -> bool:
    return hat.task is not None and facts[execution_fact(hat.task)] == execution


def _people(
    allocation: Allocation, rows: Sequence[Sequence[str]], needed: Sequence[str], light: Collection[str]
) -> list[Seat]:
    named = {hat for row in rows for hat in row}
    rest = tuple(hat for hat in needed if hat not in named)
    seats = []
    for place, row in enumerate(rows, 1):
        hats = tuple(hat for hat in row if hat in needed) + (rest if REST in row else ())
        hats = hats or (allocation.spare,)
        overloaded = sum(hat not in light for hat in hats) > allocation.overload_above
        seats.append(Seat(f"p{place}", "person", 1, hats, overloaded))
    return seats


def _teams(allocation: Allocation, headcount: int, needed: Collection[str]) -> tuple[Seat, ...]:
    worn = [(team, tuple(hat for hat in team.hats if hat in needed)) for team in allocation.teams]
    worn = [(team, hats) for team, hats in worn if hats]
    shares = _largest_remainder([team.weight for team, _ in worn], headcount - len(worn))
    return tuple(Seat(team.id, "team", 1 + share, hats) for (team, hats), share in zip(worn, shares, strict=True))


def _largest_remainder(weights: Sequence[int], heads: int) -> list[int]:
    """Shares `heads` by weight; what whole shares leave over goes to the largest remainders, ties in order."""
    total = sum(weights)
    shares = [heads * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -(heads * weights[i] % total))
    for place in by_remainder[: heads - sum(shares)]:
        shares[place] += 1
    return shares
