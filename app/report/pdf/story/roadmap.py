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
from app.report.pdf.story.parts import GROWN, drawing, head_row, referenced

_SPANS = (8, 4)
_WIDTH = styles.span(_SPANS[0])
_DEFERRED = "defer"
_LISTS = 4
_LIST_SPAN = styles.COLUMNS // _LISTS
_FEWEST_SHOWN = 2
_SHARES = (0.36, 0.29, 0.35)


def write(manuscript: Manuscript) -> Page:
    """The page."""
    say, headline, not_now = manuscript.say, _headline(manuscript), _not_now(manuscript)
    room = room_above(room_below(headline), not_now, styles.MEASURE)
    contents = [*_upper(manuscript, room), *not_now]
    return Page("roadmap", say("roadmap.title"), headline, contents)


def _upper(manuscript: Manuscript, room: float) -> list[Flowable]:
    """Chart and phases, and what the actions lead to: across the page or below the chart, where more of it fits."""
    chart, phases = _plan(manuscript, room), _phases(manuscript, room)
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


def _plan(manuscript: Manuscript, room: float) -> list[Flowable]:
    """The chart of the days planned."""
    p, title = manuscript.presentation, manuscript.say("roadmap.plan")
    planned = replace(p, horizons=_planned(p.horizons))
    return block(title, drawing(manuscript, "roadmap", _WIDTH, room_in_block(room, title, [], _WIDTH), GROWN, planned))


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


def _phases(manuscript: Manuscript, room: float) -> list[Flowable]:
    criteria, width = _criteria(manuscript), styles.span(_SPANS[1])
    title = manuscript.say("roadmap.ladder")
    ladder = drawing(manuscript, "ladder", width, room_in_block(room, title, criteria, width))
    return [*block(title, ladder), *criteria]


def _criteria(manuscript: Manuscript) -> list[Flowable]:
    criteria, say = manuscript.presentation.phase.criteria, manuscript.say
    if not criteria:
        return [plain(say("roadmap.no_criteria"), styles.PROSE)]
    told: list[Flowable] = []
    for each in criteria:
        told += [plain(each.title, styles.ITEM.but(before=styles.LOOSE)), plain(each.text, styles.ASIDE)]
    return told


def _not_now(manuscript: Manuscript) -> list[Flowable]:
    """Deferred tasks at the left, and beside them the actions left until later."""
    p, say = manuscript.presentation, manuscript.say
    deferred = [(f"task:{t.id}.execution", t.title) for t in p.tasks if t.execution.value == _DEFERRED]
    later = [(f"action:{action.id}", action.title) for action in _later(p.horizons)]
    listed = [(say("roadmap.deferred"), deferred), (say("roadmap.later"), later)]
    columns = (1, _LISTS - 1) if deferred and later else (_LISTS, _LISTS)
    blocks = [
        (number, block(title, _list(manuscript, entries, number)))
        for (title, entries), number in zip(listed, columns, strict=True)
        if entries
    ]
    if not blocks:
        return []
    return [Columns([number * _LIST_SPAN for number, _ in blocks], [told for _, told in blocks])]


def _list(manuscript: Manuscript, entries: list[tuple[str, str]], columns: int) -> Columns:
    """Keys and titles, one below the other, in columns."""
    mark = manuscript.say("bullet")
    lines = [referenced(manuscript, key, bullet(mark, title, styles.LISTED)) for key, title in entries]
    share = -(-len(lines) // columns)
    return Columns([_LIST_SPAN] * columns, [lines[n * share : (n + 1) * share] for n in range(columns)])
