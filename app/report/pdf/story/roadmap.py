"""The roadmap: what is done when, what must hold before the next phase, and what is not done now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.platypus.flowables import Flowable

from app.domain.presentation import ActionView, HorizonView
from app.report.pdf import styles
from app.report.pdf.blocks import block
from app.report.pdf.columns import Columns
from app.report.pdf.grid import Grid, Look, Row, cell
from app.report.pdf.japanese import bullet, plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.stack import height
from app.report.pdf.story.page import Page, room_above, room_below, room_in_block
from app.report.pdf.story.parts import GROWN, head_row, legible_drawing, referenced

_SPANS = (8, 4)
_WIDTH = styles.span(_SPANS[0])
_DEFERRED = "defer"
_LISTS = 4
_LIST_SPAN = styles.COLUMNS // _LISTS
_FEWEST_SHOWN = 2
_SHARES = (0.36, 0.29, 0.35)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A titled drawing and what stands below it, and whether its letters can be read."""

    told: list[Flowable]
    legible: bool


def write(manuscript: Manuscript) -> Page:
    """The page."""
    headline = _headline(manuscript)
    return Page("roadmap", manuscript.say("roadmap.title"), headline, _contents(manuscript, room_below(headline)))


def _contents(manuscript: Manuscript, room: float) -> list[Flowable]:
    """Everything, the lists at the foot shortened where only that leaves the drawings letters that can be read."""
    rows = max((-(-len(entries) // columns) for _, entries, columns in _lists(manuscript)), default=0)
    for most in (*range(rows, 0, -1), rows):
        not_now = _not_now(manuscript, most)
        left = room_above(room, not_now, styles.MEASURE)
        plan, phases = _plan(manuscript, left), _phases(manuscript, left)
        if plan.legible and phases.legible:
            break
    return [*_upper(manuscript, left, plan.told, phases.told), *not_now]


def _upper(manuscript: Manuscript, room: float, chart: list[Flowable], phases: list[Flowable]) -> list[Flowable]:
    """Chart and phases, and what the actions lead to: across the page or below the chart, where more of it fits."""
    above = Columns(_SPANS, (chart, phases))
    across = _results(manuscript, styles.MEASURE, room_above(room, [above], styles.MEASURE))
    below = _results(manuscript, _WIDTH, room_above(room, chart, _WIDTH))
    if across.shown >= below.shown:
        return [above, *across.told]
    return [Columns(_SPANS, ([*chart, *below.told], phases))]


def _headline(manuscript: Manuscript) -> str:
    horizons = manuscript.presentation.horizons
    planned, later = _planned(horizons), _later(horizons)
    days = max((horizon.days[1] for horizon in planned if horizon.days), default=0)
    actions = [action for horizon in planned for action in horizon.actions]
    words = {"days": days, "number": len(actions), "later": len(later)}
    return manuscript.say(f"roadmap.{_kind(actions, later)}", first=actions[0].title if actions else "", **words)


def _kind(actions: list[ActionView], later: list[ActionView]) -> str:
    """Which sentence fits: how much falls into the days planned."""
    if not actions:
        return "nothing"
    if not later:
        return "all"
    return "one" if len(actions) == 1 else "some"


def _planned(horizons: Sequence[HorizonView]) -> tuple[HorizonView, ...]:
    return tuple(horizon for horizon in horizons if horizon.days)


def _later(horizons: Sequence[HorizonView]) -> list[ActionView]:
    """The actions beyond the last day planned."""
    return [action for horizon in horizons if not horizon.days for action in horizon.actions]


def _plan(manuscript: Manuscript, room: float) -> _Drawn:
    """The chart of the days planned."""
    p, title = manuscript.presentation, manuscript.say("roadmap.plan")
    planned = replace(p, horizons=_planned(p.horizons))
    left = room_in_block(room, title, [], _WIDTH)
    chart, legible = legible_drawing(manuscript, "roadmap", _WIDTH, left, GROWN, planned)
    return _Drawn(block(title, chart), legible)


@dataclass(frozen=True, slots=True)
class _Results:
    """So many actions with what they leave behind."""

    shown: int
    told: list[Flowable]


def _results(manuscript: Manuscript, width: float, room: float) -> _Results:
    """What actions leave behind and when they are done, and how the first are done, as far as there is room."""
    planned = _planned(manuscript.presentation.horizons)
    actions = [action for horizon in planned for action in horizon.actions]

    def fits(number: int, explained: int) -> bool:
        return height(tuple(_table(manuscript, width, actions[:number], explained)), width) <= room

    shown = _most(len(actions), lambda number: fits(number, 0))
    if shown < min(_FEWEST_SHOWN, len(actions)) or not shown:
        return _Results(0, [])
    return _Results(shown, _table(manuscript, width, actions[:shown], _most(shown, lambda number: fits(shown, number))))


def _most(limit: int, fits: Callable[[int], bool]) -> int:
    return next((number for number in range(limit, 0, -1) if fits(number)), 0)


def _table(manuscript: Manuscript, width: float, actions: list[ActionView], explained: int) -> list[Flowable]:
    say = manuscript.say
    title = say("roadmap.results_how") if explained else say("roadmap.results")
    heads = head_row(say(f"roadmap.{name}") for name in ("action", "artifact", "done"))
    rows = [row for n, action in enumerate(actions) for row in _result(action, explained=n < explained)]
    widths = [share * width for share in _SHARES]
    return block(title, Grid(widths, rows, heads, Look(padding=3, topped=False)))


def _result(action: ActionView, *, explained: bool) -> Iterator[Row]:
    texts = ((action.title, styles.SMALL_BOLD), (action.artifact, styles.SMALL_CELL), (action.done, styles.SMALL_CELL))
    yield Row(tuple(cell(plain(text, style)) for text, style in texts), keep=explained)
    if explained:
        yield Row((cell(plain(action.task, styles.ASIDE)),))


def _phases(manuscript: Manuscript, room: float) -> _Drawn:
    """The ladder with what is open; that is explained below it, or in the appendix where there is no room for both."""
    width, title = styles.span(_SPANS[1]), manuscript.say("roadmap.ladder")
    for below in (_criteria(manuscript), _criteria_elsewhere(manuscript)):
        ladder, legible = legible_drawing(manuscript, "ladder", width, room_in_block(room, title, below, width))
        if legible:
            break
    return _Drawn([*block(title, ladder), *below], legible)


def _criteria(manuscript: Manuscript) -> list[Flowable]:
    criteria, say = manuscript.presentation.phase.criteria, manuscript.say
    if not criteria:
        return [plain(say("roadmap.no_criteria"), styles.PROSE)]
    told: list[Flowable] = []
    for each in criteria:
        told += [plain(each.title, styles.ITEM.but(before=styles.LOOSE)), plain(each.text, styles.ASIDE)]
    return told


def _criteria_elsewhere(manuscript: Manuscript) -> list[Flowable]:
    """Where the criteria are explained, if there are any."""
    if not manuscript.presentation.phase.criteria:
        return _criteria(manuscript)
    say = manuscript.say
    return [plain(say("roadmap.explained", chapter=say("appendix.words.title")), styles.ASIDE)]


def _lists(manuscript: Manuscript) -> list[tuple[str, list[tuple[str, str]], int]]:
    """Deferred tasks and the actions left until later, where there are any: title, keys with titles, and columns."""
    p, say = manuscript.presentation, manuscript.say
    deferred = [(f"task:{t.id}.execution", t.title) for t in p.tasks if t.execution.value == _DEFERRED]
    later = [(f"action:{action.id}", action.title) for action in _later(p.horizons)]
    listed = [(say("roadmap.deferred"), deferred), (say("roadmap.later"), later)]
    columns = (1, _LISTS - 1) if deferred and later else (_LISTS, _LISTS)
    return [(title, entries, number) for (title, entries), number in zip(listed, columns, strict=True) if entries]


def _not_now(manuscript: Manuscript, rows: int) -> list[Flowable]:
    """Deferred tasks at the left, and beside them the actions left until later, each in at most so many rows."""
    lists = _lists(manuscript)
    if not lists:
        return []
    blocks = [block(title, _list(manuscript, entries, number, rows)) for title, entries, number in lists]
    return [Columns([number * _LIST_SPAN for *_, number in lists], blocks)]


def _list(manuscript: Manuscript, entries: list[tuple[str, str]], columns: int, rows: int) -> Columns:
    """Keys and titles, one below the other, in columns; the last place says how many more there are."""
    mark, places = manuscript.say("bullet"), columns * rows
    shown = entries if len(entries) <= places else entries[: places - 1]
    lines: list[Flowable] = [referenced(manuscript, key, bullet(mark, title, styles.LISTED)) for key, title in shown]
    if len(shown) < len(entries):
        lines.append(plain(manuscript.say("roadmap.more", number=len(entries) - len(shown)), styles.LISTED))
    share = -(-len(lines) // columns)
    return Columns([_LIST_SPAN] * columns, [lines[n * share : (n + 1) * share] for n in range(columns)])
