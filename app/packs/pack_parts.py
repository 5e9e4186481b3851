"""Builds the parts of a rule pack without conditions: sources, tasks, checklist, facts, prices, capacity, seats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from app.domain import budget, checklist, derived, roadmap, rules, seats
from app.domain.facts import Scalar
from app.domain.rules import TaskFact, Tasks
from app.domain.texts import Text
from app.packs import pack_models as files
from app.packs.questionnaire_files import text_or_none


def build_sources(found: files.SourcesFile) -> dict[str, rules.Source]:
    """The sources by id."""
    return {s.id: rules.Source(s.id, Text(s.title), Text(s.publisher), s.date, Text(s.note)) for s in found.sources}


def build_glossary(found: files.GlossaryFile) -> dict[str, rules.Term]:
    """The glossary by id."""
    return {
        t.id: rules.Term(t.id, Text(t.term), text_or_none(t.reading), Text(t.meaning), tuple(t.sources))
        for t in found.terms
    }


def build_tasks(found: files.TasksFile, facts: files.FactsFile) -> Tasks:
    """The tasks, with the facts each has."""
    return Tasks(
        decision=found.decision,
        decision_why=Text(found.decision_why),
        groups=tuple(rules.TaskGroup(g.id, Text(g.title), Text(g.text)) for g in found.groups),
        tasks=tuple(
            rules.Task(t.id, t.group, Text(t.title), Text(t.text), Text(t.decides), tuple(t.sources))
            for t in found.tasks
        ),
        facts=tuple(TaskFact(f.id, Text(f.label), f.answer_to, f.chosen_in) for f in facts.per_task),
    )


def build_axes(found: files.ChecklistFile) -> tuple[checklist.Axis, ...]:
    """The axes of the checklist."""
    return tuple(checklist.Axis(a.id, Text(a.title), Text(a.text), tuple(a.items)) for a in found.axes)


def build_prices(found: files.PricesFile) -> budget.Prices:
    """The prices, with the facts they meet."""
    return budget.Prices(
        annual=found.annual,
        media=found.media,
        articles=found.articles,
        months=found.months,
        advice=(found.advice[0], found.advice[1]),
        advice_facts=tuple(f"task:{task}.advice" for task in found.advice_tasks),
        retained=found.retained,
        article=found.article,
        content=seats.execution_fact(found.content),
        bought=frozenset(found.bought),
        sources=tuple(found.sources),
    )


def build_capacity(found: files.CapacityFile) -> roadmap.Capacity:
    """The horizons and what each takes."""
    return roadmap.Capacity(
        horizons=tuple(roadmap.Horizon(h.id, Text(h.title), _pair(h.days)) for h in found.horizons),
        limits=tuple((limit.headcount, limit.most) for limit in found.limits),
        sources=tuple(found.sources),
    )


def _pair(days: list[int] | None) -> tuple[int, int] | None:
    return (days[0], days[1]) if days else None


def build_allocation(found: files.SeatsFile) -> seats.Allocation:
    """The hats and how they are shared; `persons` counts from a team of nobody."""
    return seats.Allocation(
        hats=tuple(seats.Hat(h.id, Text(h.title), Text(h.text), h.task, h.decides) for h in found.hats),
        persons=((), *(tuple(tuple(seat) for seat in row.seats) for row in found.persons)),
        teams=tuple(seats.Team(t.id, Text(t.title), t.weight, tuple(t.hats)) for t in found.teams),
        nobody=found.nobody.id,
        nobody_title=Text(found.nobody.title),
        nobody_hats=tuple(found.nobody.hats),
        spare=found.spare,
        overload_above=found.overload_above,
        sources=tuple(found.sources),
    )


def build_derived(
    found: files.FactsFile,
    prices: budget.Prices,
    points: checklist.Points,
    axes: tuple[checklist.Axis, ...],
    tasks: Tasks,
) -> Iterator[derived.DerivedFact]:
    """The derived facts, each of the kind its `compute` names."""
    items = tuple(item for axis in axes for item in axis.items)
    kinds: Mapping[str, Callable[[files.DerivedFile], derived.DerivedFact]] = {
        "count": lambda f: derived.Count(f.id, tuple(f.of), _set(f.matching)),
        "count_tasks": lambda f: derived.Count(
            f.id, tuple(f"task:{t}.{name}" for name in f.of for t in tasks.ids), _set(f.matching)
        ),
        "told": lambda f: derived.Told(f.id, _first(f)),
        "answered_share": lambda f: derived.AnsweredShare(f.id, tuple(f.of), _set(f.silent), _set(f.inapplicable)),
        "score": lambda f: checklist.Score(f.id, items, points),
        "coverage": lambda f: checklist.Coverage(f.id, items, points),
        "monthly_budget": lambda f: budget.MonthlyBudget(f.id, prices),
        "headroom_min": lambda f: budget.Headroom(f.id, prices, _first(f), 0),
        "headroom_max": lambda f: budget.Headroom(f.id, prices, _first(f), 1),
        "articles_open": lambda f: budget.ArticlesOpen(f.id, prices),
        "affordable_articles": lambda f: budget.AffordableArticles(f.id, prices, _first(f)),
    }
    for fact in found.derived:
        yield kinds[fact.compute](fact)


def _first(fact: files.DerivedFile) -> str:
    """What it is derived from; that there is something is checked with all that is named."""
    return next(iter(fact.of), "")


def _set(values: list[files.Word]) -> frozenset[Scalar]:
    return frozenset(values)
