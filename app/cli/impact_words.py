"""The words of an impact: conclusions and their values as the new pack names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from app.domain.impact import PRESENT, UNTOLD, Change, Impact
from app.domain.program import conclusion_of
from app.domain.rules import RulePack, Table
from app.domain.texts import Text
from app.domain.wording import Wording

INDENT = "  "


class ImpactWords:
    """Words in one language; what the new pack does not know is called by its id."""

    def __init__(self, pack: RulePack, wording: Wording, language: str) -> None:
        self._pack = pack
        self._wording = wording
        self._language = language

    @property
    def order(self) -> tuple[str, ...]:
        """Every conclusion of the pack, in its order."""
        return (*self._tables, *self._titles)

    def conclusions(self, impact: Impact) -> Iterator[str]:
        """The changes by conclusion, with counts and examples."""
        ranked = impact.ranked(self.order)
        if ranked:
            yield from ("", self._say("impact.by_conclusion"))
        for change, tally in ranked:
            key = "impact.figure" if UNTOLD in (change.before, change.after) else "impact.change"
            yield INDENT + self._say(key, **self._words(change), conclusion=change.conclusion, count=tally.count)
            yield from self._examples(tally.examples)

    def responses(self, impact: Impact) -> Iterator[str]:
        """The first responses that would change, with all their changes."""
        if impact.first_changed:
            yield from ("", self._say("impact.by_response", shown=len(impact.first_changed)))
        for one in impact.first_changed:
            yield INDENT + self._say("impact.response", response=one.response_id, diagnosis=one.diagnosis_id)
            for change in one.changes:
                figure = UNTOLD in (change.before, change.after)
                key = "impact.response_figure" if figure else "impact.response_change"
                yield INDENT * 2 + self._say(key, **self._words(change))

    def obstacles(self, impact: Impact) -> Iterator[str]:
        """Why some responses cannot be compared."""
        if impact.by_obstacle:
            yield from ("", self._say("impact.unreadable"))
        for obstacle, tally in impact.by_obstacle.items():
            why = f"impact.why.{obstacle.code}"
            why = self._say(why if why in self._wording.texts else "impact.why.other")
            told = {"question": obstacle.question, "code": obstacle.code, "count": tally.count}
            yield INDENT + self._say("impact.obstacle", why=why, **told)
            yield from self._examples(tally.examples)

    def _examples(self, ids: list[str]) -> Iterator[str]:
        if ids:
            yield INDENT * 2 + self._say("impact.examples", ids=self._say("impact.joint").join(ids))

    def _words(self, change: Change) -> dict[str, str]:
        name = change.conclusion
        return {
            "title": self._title(name),
            "before": self._value(name, change.before),
            "after": self._value(name, change.after),
        }

    def _title(self, name: str) -> str:
        if name in self._tables:
            table, task = self._tables[name]
            title = self._text(table.title)
            return self._say("impact.new_title", title=title, detail=self._task(task)) if task else title
        if name in self._titles:
            return self._text(self._titles[name])
        part, _, id_ = name.partition(":")
        key = f"impact.name.{part}"
        if key not in self._wording.texts:
            return name
        return self._say("impact.new_title", title=self._say(key), detail=self._task(id_)) if id_ else self._say(key)

    def _value(self, name: str, word: str | None) -> str:
        if word is None or word == PRESENT:
            return self._say("impact.present" if word else "impact.absent")
        table = self._tables[name][0] if name in self._tables else self._of_output.get(name)
        if table and word in table.values:
            return self._text(table.values[word].title)
        known = self._severities_and_horizons.get(word)
        return known if known and name.startswith(("finding:", "action:")) else word

    @cached_property
    def _tables(self) -> dict[str, tuple[Table, str]]:
        """The tables by what they conclude, with the task it is for."""
        tasks = self._pack.tasks.ids
        return {
            conclusion_of(table, task): (table, task)
            for table in self._pack.tables
            if table.traced
            for task in (tasks if table.for_each_task else ("",))
        }

    @cached_property
    def _of_output(self) -> Mapping[str, Table]:
        """The tables whose values stand elsewhere in the outcome."""
        known = self._pack.table
        return {"model.neighbour": known["model_boundary"]} if "model_boundary" in known else {}

    @cached_property
    def _titles(self) -> dict[str, Text]:
        pack = self._pack
        found = {f"finding:{each.id}": each.title for each in pack.findings}
        found |= {f"action:{each.id}": each.title for each in pack.actions}
        return found | {f"benchmark:{each.id}": each.title for each in pack.benchmarks}

    @cached_property
    def _severities_and_horizons(self) -> dict[str, str]:
        horizons = {horizon.id: self._text(horizon.title) for horizon in self._pack.capacity.horizons}
        return horizons | {s: self._say(f"severity.{s}") for s in ("critical", "major", "minor")}

    def _task(self, id_: str) -> str:
        """The name of a task, or of an axis; any other id as it is."""
        named: dict[str, Text] = {task.id: task.title for task in self._pack.tasks.tasks}
        named |= {axis.id: axis.title for axis in self._pack.axes}
        return self._text(named[id_]) if id_ in named else id_

    def _text(self, text: Text) -> str:
        return text.say(self._language)

    def _say(self, key: str, /, **params: object) -> str:
        return self._wording.say(key, self._language, **params)
