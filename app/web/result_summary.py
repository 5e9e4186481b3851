"""What the result page says of each of its parts: a few lines that lead to the part's own page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from app.domain.diagnosis import Diagnosis
from app.domain.presentation import FindingView, Presentation, SeatView, Told
from app.web.depth import full
from app.web.parts import parts, questionnaire
from app.web.result_places import PARTS
from app.web.words import say, words

FIRST_FINDINGS = 3


@dataclass(frozen=True, slots=True)
class Summary:
    """A part in a sentence (empty where the rows say it all), in rows, and with the findings that come first."""

    part: str
    text: str
    rows: tuple[Told, ...]
    findings: tuple[FindingView, ...] = ()


@dataclass(frozen=True, slots=True)
class Adding:
    """The answer that would add most: its question, where it is asked, and what it can change, in words."""

    question: str
    address: str
    parts: str


def adds_most(diagnosis: Diagnosis) -> Adding | None:
    """The open question whose answer would add most to a result; None where no answer would change anything."""
    addition = next(iter(parts().library.adds_most(diagnosis)), None)
    if addition is None:
        return None
    section = next(each for each in questionnaire().sections if addition.question in (q.id for q in each.questions))
    changed = say("result.joint").join(say(f"influence.part.{part}") for part in addition.parts)
    asked = full().address("section", section_id=section.id, _anchor=f"question-{addition.question}")
    return Adding(words(questionnaire().by_id[addition.question].label), asked, changed)


def summaries(shown: Presentation) -> list[Summary]:
    """All parts, in the order they are read."""
    return [
        Summary(
            part,
            _text(part, shown),
            tuple(ROWS[part](shown)) if part in ROWS else (),
            tuple(islice(shown.findings, FIRST_FINDINGS)) if part == "findings" else (),
        )
        for part in PARTS
    ]


def findings_told(shown: Presentation) -> str:
    """How many findings there are, and of what severity, in a sentence."""
    if not shown.findings:
        return say("result.findings.none")
    counts = Counter(finding.severity for finding in shown.findings)
    each = say("result.joint").join(say(f"result.findings.{severity}", count=n) for severity, n in counts.items())
    return say("result.findings", count=len(shown.findings), each=each)


def _text(part: str, shown: Presentation) -> str:
    if part == "findings":
        return findings_told(shown)
    if part == "sources":
        counts = {"surveys": len(shown.benchmarks), "sources": len(shown.sources), "terms": len(shown.glossary)}
        return say("result.summary.sources", **counts)
    return say("result.summary.answers") if part == "answers" else ""


def _organisation(shown: Presentation) -> Iterator[Told]:
    for verdict in (shown.archetype, shown.basics):
        yield Told(verdict.topic, verdict.title)
    if shown.phase.criteria:
        yield Told(
            say("web.result.criteria"), say("result.summary.titles").join(each.title for each in shown.phase.criteria)
        )
    yield Told(say("web.result.seats"), _seats(shown.seats))
    overloaded = sum(seat.overloaded for seat in shown.seats)
    if overloaded:
        yield Told(say("result.summary.overloaded"), say("result.summary.people", count=overloaded))


def _seats(seats: Sequence[SeatView]) -> str:
    """Who there is: teams with their people, or how many people wear how many hats; whoever is still to be found."""
    if seats[0].kind == "person":
        return say(
            "result.summary.seats", count=len(seats), hats=len({hat.title for seat in seats for hat in seat.hats})
        )
    told = (
        say("result.summary.team", title=each.title, count=each.count) if each.count else each.title for each in seats
    )
    return say("result.joint").join(told)


def _sourcing(shown: Presentation) -> Iterator[Told]:
    tasks: dict[str, list[str]] = {}
    for task in shown.tasks:
        tasks.setdefault(task.execution.title, []).append(task.title)
    for title, titles in tasks.items():
        yield Told(title, say("result.summary.titles").join(titles))


def _checklist_and_budget(shown: Presentation) -> Iterator[Told]:
    score, grade, fit = shown.checklist.percent, shown.checklist.grade, shown.budget.fit
    told = grade.title
    if score is not None:
        told = say("result.summary.grade", title=told, score=say("web.result.score", number=score))
    yield Told(grade.topic, told)
    yield Told(fit.topic, fit.title)


def _actions(shown: Presentation) -> Iterator[Told]:
    for horizon in shown.horizons:
        if horizon.actions:
            yield Told(horizon.title, say("result.count", count=len(horizon.actions)))


ROWS: Mapping[str, Callable[[Presentation], Iterator[Told]]] = {
    "organisation": _organisation,
    "sourcing": _sourcing,
    "checklist-and-budget": _checklist_and_budget,
    "actions": _actions,
}
