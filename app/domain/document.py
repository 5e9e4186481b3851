"""The outcome document of domain.md §9, and the record a diagnosis is stored as."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain import diagnosis as parts
from app.domain.diagnosis import Diagnosis, Outcome, known_facts
from app.domain.evaluation import Reason
from app.domain.fact_words import bare_number
from app.domain.facts import Facts
from app.domain.rules import RulePack
from app.domain.seats import Seat

Json = dict[str, Any]


def document(diagnosis: Diagnosis, pack: RulePack, language: str) -> Json:
    """The outcome document, its note in words of `language`."""
    record = to_record(diagnosis)
    outcome = record["outcome"]
    outcome["model"]["note"] = _note(outcome.pop("notes"), known_facts(diagnosis), pack, language)
    return record


def _note(notes: list[str], facts: Facts, pack: RulePack, language: str) -> str | None:
    said = [note.rule.why for note in pack.notes if note.id in notes and note.on == "model"]
    return "".join(text.fill(language, lambda name: bare_number(facts[name])) for text in said) or None


def to_record(diagnosis: Diagnosis) -> Json:
    """The outcome document with the ids of its notes in place of their words."""
    return {
        "questionnaire": _edition(diagnosis.questionnaire),
        "rules": _edition(diagnosis.rules),
        "answers": {name: list(v) if isinstance(v, tuple) else v for name, v in diagnosis.answers.items()},
        "outcome": _outcome(diagnosis.outcome),
        "trace": [
            {"conclusion": r.conclusion, "rule": r.rule, "because": dict(r.because), "sources": list(r.sources)}
            for r in diagnosis.trace
        ],
    }


def _edition(edition: parts.Edition) -> Json:
    return {"id": edition.id, "edition": edition.edition, "digest": edition.digest}


def _outcome(o: Outcome) -> Json:
    return {
        "model": {"value": o.model, "neighbour": o.neighbour, "note": None},
        "archetype": o.archetype,
        "phase": {
            "value": o.phase.value,
            "tentative": o.phase.tentative,
            "open_exit_criteria": list(o.phase.open_exit_criteria),
        },
        "basics_ready": o.basics_ready,
        "confidence": o.confidence,
        "checklist": _checklist(o.checklist),
        "sourcing": {
            task: {"decision": s.decision, "execution": s.execution, "advice": s.advice, "transition": s.transition}
            for task, s in o.sourcing.items()
        },
        "seats": [_seat(seat) for seat in o.seats],
        "budget": _budget(o.budget),
        "findings": [{"id": f.id, "severity": f.severity} for f in o.findings],
        "actions": [{"id": a.id, "horizon": a.horizon, "owner": a.owner, "after": list(a.after)} for a in o.actions],
        "benchmarks": list(o.benchmarks),
        "notes": list(o.notes),
    }


def _checklist(checklist: parts.Checklist) -> Json:
    return {
        "score": checklist.overall.score,
        "grade": checklist.grade,
        "coverage": checklist.overall.coverage,
        "axes": {axis: {"score": s.score, "coverage": s.coverage} for axis, s in checklist.axes.items()},
    }


def _seat(seat: Seat) -> Json:
    return {
        "id": seat.id,
        "kind": seat.kind,
        "count": seat.count,
        "hats": list(seat.hats),
        "overloaded": seat.overloaded,
    }


def _budget(budget: parts.Budget) -> Json:
    return {
        "monthly": budget.monthly,
        "advice": list(budget.advice) if budget.advice else None,
        "articles": budget.articles,
        "total": list(budget.total),
        "unpriced": list(budget.unpriced),
        "fit": budget.fit,
        "affordable_articles": budget.affordable_articles,
    }


def to_kept(diagnosis: Diagnosis) -> Json:
    """What is stored: the record, and which answers were given."""
    return to_record(diagnosis) | {"given": None if diagnosis.given is None else sorted(diagnosis.given)}


def from_record(record: Mapping[str, Any]) -> Diagnosis:
    """The diagnosis a record was made of; those of earlier days do not say which answers were given."""
    given = record.get("given")
    return Diagnosis(
        questionnaire=parts.Edition(**record["questionnaire"]),
        rules=parts.Edition(**record["rules"]),
        answers={name: tuple(v) if isinstance(v, list) else v for name, v in record["answers"].items()},
        outcome=_read_outcome(record["outcome"]),
        trace=tuple(
            Reason(entry["conclusion"], entry["rule"], entry["because"], tuple(entry["sources"]))
            for entry in record["trace"]
        ),
        given=None if given is None else frozenset(given),
    )


def _read_outcome(o: Mapping[str, Any]) -> Outcome:
    checklist, phase = o["checklist"], o["phase"]
    return Outcome(
        model=o["model"]["value"],
        neighbour=o["model"]["neighbour"],
        archetype=o["archetype"],
        phase=parts.Phase(phase["value"], phase["tentative"], tuple(phase["open_exit_criteria"])),
        basics_ready=o["basics_ready"],
        confidence=o["confidence"],
        checklist=parts.Checklist(
            overall=parts.Score(checklist["score"], checklist["coverage"]),
            grade=checklist["grade"],
            axes={axis: parts.Score(**score) for axis, score in checklist["axes"].items()},
        ),
        sourcing={task: parts.Sourcing(**sourcing) for task, sourcing in o["sourcing"].items()},
        seats=tuple(Seat(**{**seat, "hats": tuple(seat["hats"])}) for seat in o["seats"]),
        budget=_read_budget(o["budget"]),
        findings=tuple(parts.FoundFinding(**finding) for finding in o["findings"]),
        actions=tuple(parts.PlannedAction(**{**action, "after": tuple(action["after"])}) for action in o["actions"]),
        benchmarks=tuple(o["benchmarks"]),
        notes=tuple(o["notes"]),
    )


def _read_budget(budget: Mapping[str, Any]) -> parts.Budget:
    advice = budget["advice"]
    return parts.Budget(
        monthly=budget["monthly"],
        advice=(advice[0], advice[1]) if advice else None,
        articles=budget["articles"],
        total=(budget["total"][0], budget["total"][1]),
        unpriced=tuple(budget["unpriced"]),
        fit=budget["fit"],
        affordable_articles=budget["affordable_articles"],
    )
