"""What the report is written from: the presentation, the fixed words, and a number for every conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC

from app.domain.japan import JAPAN
from app.domain.ports import Imprint
from app.domain.presentation import FindingView, Presentation, TaskView, Verdict
from app.domain.reasons import ReasonView
from app.domain.wording import Wording

_KEYS = {"basics_ready": "basics", "checklist.grade": "grade", "budget.fit": "budget"}
"""The keys of conclusions that are called otherwise in the trace."""


@dataclass(frozen=True, slots=True)
class Say:
    """The report's fixed words in one language."""

    wording: Wording
    language: str

    def __call__(self, key: str, **params: object) -> str:
        return self.wording.say(f"report.{key}", self.language, **params)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Conclusions that share a reason, as the appendix lists them: under a heading where there is one.

    `keys` name them; `topics` are what is decided, or the tasks it is decided for.
    """

    keys: tuple[str, ...]
    under: str
    topics: tuple[str, ...]
    title: str
    reason: ReasonView
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """The conclusions of one kind."""

    id: str
    conclusions: tuple[Conclusion, ...]


class Manuscript:
    """A presentation with its words, its date and its numbered conclusions."""

    def __init__(self, presentation: Presentation, wording: Wording, imprint: Imprint) -> None:
        self.presentation = presentation
        self.say = Say(wording, presentation.language)
        self.imprint = imprint
        self.made_at = imprint.made_at.astimezone(UTC)
        self.reason_groups = tuple(_groups(presentation))
        every = (conclusion.keys for group in self.reason_groups for conclusion in group.conclusions)
        self._numbers = {key: number for number, keys in enumerate(every, 1) for key in keys}

    @property
    def date(self) -> str:
        """The date in Japan, in words."""
        day = self.made_at.astimezone(JAPAN)
        month = self.say.wording.month(day.month, self.say.language)
        return self.say("date", year=day.year, month=month, day=day.day)

    def number(self, key: str) -> int:
        """The number of a conclusion in the appendix."""
        return self._numbers[key]

    def numbered(self, name: str) -> int | None:
        """The number in the appendix of what was concluded under that name; None for what is no conclusion there."""
        return self._numbers.get(_KEYS.get(name, name))

    def joined(self, words: Iterable[str]) -> str:
        """Words in a row."""
        return self.say("list_joint").join(words)

    def listed(self, words: Iterable[str]) -> str:
        """Words in a row, the last joined as a sentence joins it."""
        *first, last = words
        return self.say("list_last").join((self.joined(first), last)) if first else last

    def quoted(self, words: Iterable[str]) -> str:
        """Words in a row, each in quotation marks."""
        return self.say("quoted_joint").join(self.say("quoted", text=text) for text in words)


def task_verdicts(task: TaskView) -> Iterator[tuple[str, Verdict]]:
    """What was decided about a task, each with the key of its reason."""
    yield f"task:{task.id}.execution", task.execution
    yield f"task:{task.id}.advice", task.advice
    if task.transition:
        yield f"task:{task.id}.transition", task.transition


def gravest_first(findings: Sequence[FindingView]) -> list[FindingView]:
    """The findings by severity; those alike in severity stay in their order."""
    ranks = {severity: rank for rank, severity in enumerate(("critical", "major", "minor"))}
    return sorted(findings, key=lambda finding: ranks.get(finding.severity, len(ranks)))


def _groups(p: Presentation) -> Iterator[ReasonGroup]:
    verdicts = {
        "model": p.model,
        "archetype": p.archetype,
        "phase": p.phase.verdict,
        "basics": p.basics,
        "grade": p.checklist.grade,
        "budget": p.budget.fit,
    }
    judged = (Conclusion((key,), "", (v.topic,), v.title, v.reason, v.changes) for key, v in verdicts.items())
    yield ReasonGroup("judgements", tuple(judged))
    yield ReasonGroup("tasks", tuple(_of_tasks(p.tasks)))
    found = (
        Conclusion((f"finding:{f.id}",), f.severity_title, (), f.title, f.reason, f.changes)
        for f in gravest_first(p.findings)
    )
    yield ReasonGroup("findings", tuple(found))
    actions = (
        Conclusion((f"action:{a.id}",), horizon.title, (), a.title, a.reason)
        for horizon in p.horizons
        for a in horizon.actions
    )
    yield ReasonGroup("actions", tuple(actions))
    shown = (Conclusion((f"benchmark:{b.id}",), "", (), b.title, b.reason) for b in p.benchmarks)
    yield ReasonGroup("benchmarks", tuple(shown))


def _of_tasks(tasks: Sequence[TaskView]) -> Iterator[Conclusion]:
    """What was decided about tasks, by what is decided; tasks that one rule decides alike stand together."""
    every = [(key, task, verdict) for task in tasks for key, verdict in task_verdicts(task)]
    topics = dict.fromkeys(verdict.topic for _, _, verdict in every)
    alike: dict[tuple[str, str, str], list[tuple[str, TaskView, Verdict]]] = {}
    for topic in topics:
        for key, task, verdict in every:
            if verdict.topic == topic:
                alike.setdefault((topic, verdict.title, verdict.reason.why), []).append((key, task, verdict))
    for (topic, title, _), members in alike.items():
        facts = {(fact.name, fact.value): fact for _, _, verdict in members for fact in verdict.reason.facts}
        changes = dict.fromkeys(change for _, _, verdict in members for change in verdict.changes)
        reason = replace(members[0][2].reason, facts=tuple(facts.values()))
        keys, titles = tuple(key for key, _, _ in members), tuple(task.title for _, task, _ in members)
        yield Conclusion(keys, topic, titles, title, reason, tuple(changes))
