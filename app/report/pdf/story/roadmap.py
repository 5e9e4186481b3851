"""The roadmap: what is done when, what must hold before the next phase, and what is not done now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportlab.platypus.flowables import Flowable

from app.domain.presentation import ActionView, HorizonView
from app.report.pdf import styles
from app.report.pdf.blocks import block
from app.report.pdf.columns import Columns
from app.report.pdf.grid import Cell, Grid, Look, Row, cell
from app.report.pdf.japanese import bullet, plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.stack import height
from app.report.pdf.story.page import Page, room_above, room_below, room_in_block
from app.report.pdf.story.parts import drawing, head_row, referenced

_SPANS = (8, 4)
_WIDTH = styles.span(_SPANS[0])
_DEFERRED = "defer"
_LISTS = 4
_LIST_SPAN = styles.COLUMNS // _LISTS
_FEWEST_SHOWN = 2
_DONE: tuple[Mapping[str, float], ...] = (
    {"action": 0.2, "task": 0.43, "artifact": 0.17, "done": 0.2},
    {"action": 0.36, "artifact": 0.29, "done": 0.35},
)


def write(manuscript: Manuscript) -> Page:
    """The page."""
    say, headline, not_now = manuscript.say, _headline(manuscript), _not_now(manuscript)
    room = room_above(room_below(headline), not_now, styles.MEASURE)
    contents: list[Flowable] = [Columns(_SPANS, (_plan(manuscript, room), _phases(manuscript, room))), *not_now]
    return Page("roadmap", say("roadmap.title"), headline, contents)


def _headline(manuscript: Manuscript) -> str:
    horizons = manuscript.presentation.horizons
    planned, later = _planned(horizons), _later(horizons)
    days = max((horizon.days[1] for horizon in planned if horizon.days), default=0)
    actions = [action for horizon in planned for action in horizon.actions]
    kind = "nothing" if not actions else "all" if not later else "some"
    words = {"days": days, "number": len(actions), "later": len(later)}
    return manuscript.say(f"roadmap.{kind}", first=actions[0].title if actions else "", **words)


def _planned(horizons: Sequence[HorizonView]) -> tuple[HorizonView, ...]:
    return tuple(horizon for horizon in horizons if horizon.days)


def _later(horizons: Sequence[HorizonView]) -> list[ActionView]:
    """The actions beyond the last day planned."""
    return [action for horizon in horizons if not horizon.days for action in horizon.actions]


def _plan(manuscript: Manuscript, room: float) -> list[Flowable]:
    """The chart of the days planned, and below it, as far as there is room, when an action counts as done."""
    p = manuscript.presentation
    planned = replace(p, horizons=_planned(p.horizons))
    drawn = drawing(manuscript, "roadmap", _WIDTH, room_in_block(room, [], _WIDTH), planned)
    chart = block(manuscript.say("roadmap.plan"), drawn)
    actions = [action for horizon in planned.horizons for action in horizon.actions]
    return [*chart, *_done(manuscript, actions, room_above(room, chart, _WIDTH))]


def _done(manuscript: Manuscript, actions: list[ActionView], room: float) -> list[Flowable]:
    """How the actions are done and when they are finished: in full where they are few, else as far as there is room."""
    for number in range(len(actions), _FEWEST_SHOWN - 1, -1):
        for columns in _DONE:
            told = _results(manuscript, actions[:number], columns)
            if height(tuple(told), _WIDTH) <= room:
                return told
    return []


def _results(manuscript: Manuscript, actions: list[ActionView], columns: Mapping[str, float]) -> list[Flowable]:
    say = manuscript.say
    heads = head_row(say(f"roadmap.{name}") for name in columns)
    rows = [Row(tuple(_result(action, name) for name in columns)) for action in actions]
    widths = [share * _WIDTH for share in columns.values()]
    return block(say("roadmap.results"), Grid(widths, rows, heads, Look(padding=3, topped=False)))


def _result(action: ActionView, name: str) -> Cell:
    texts = {"action": action.title, "task": action.task, "artifact": action.artifact, "done": action.done}
    return cell(plain(texts[name], styles.SMALL_BOLD if name == "action" else styles.SMALL_CELL))


def _phases(manuscript: Manuscript, room: float) -> list[Flowable]:
    criteria, width = _criteria(manuscript), styles.span(_SPANS[1])
    ladder = drawing(manuscript, "ladder", width, room_in_block(room, criteria, width))
    return [*block(manuscript.say("roadmap.ladder"), ladder), *criteria]


def _criteria(manuscript: Manuscript) -> list[Flowable]:
    criteria, say = manuscript.presentation.phase.criteria, manuscript.say
    if not criteria:
        return [plain(say("roadmap.no_criteria"), styles.PROSE)]
    told: list[Flowable] = []
    for each in criteria:
        told += [plain(each.title, styles.ITEM), plain(each.text, styles.ASIDE)]
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
    lines = [referenced(manuscript, key, bullet(mark, title, styles.ASIDE)) for key, title in entries]
    share = -(-len(lines) // columns)
    return Columns([_LIST_SPAN] * columns, [lines[n * share : (n + 1) * share] for n in range(columns)])
