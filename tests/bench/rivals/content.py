"""The contents of a report as plain parts, made from the presentation alone and from no module of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.domain.ports import Imprint
from app.domain.presentation import Presentation, TaskView, Verdict
from app.domain.reasons import ReasonView
from app.domain.wording import Wording
from app.report.scene import gallery
from app.report.scene.svg import write
from tests.bench.rivals.parts import GUTTER, SPAN, Beside, Drawing, Flowing, Page, Part, Table, Words

DRAWINGS = {"radar": (4, 250), "heatmap": (8, 250), "organisation": (6, 270), "sourcing": (7, 330), "budget": (5, 150),
            "roadmap": (8, 320), "ladder": (4, 150)}  # fmt: skip
"""How wide (twelfths) and how high (points, at most) each is on the report's pages."""
SHOWN = 3


class Contents:
    """Walks a presentation."""

    def __init__(self, presentation: Presentation, wording: Wording, imprint: Imprint) -> None:
        self.p = presentation
        self.wording = wording
        self.imprint = imprint
        self.joint = "、" if presentation.language == "ja" else ", "
        self.reasons = list(self._reasons())
        self.numbers = {key: number for number, (keys, *_) in enumerate(self.reasons, 1) for key in keys}

    def pages(self) -> list[Page]:
        """Cover, pages of the body, appendix."""
        body = [self._summary(), self._standing(), self._sales(), self._organisation(), self._division(),
                self._roadmap(), self._meeting()]  # fmt: skip
        appendix = [self._work(), self._all_reasons(), self._sources(), self._meanings(), self._answers()]
        return [self._cover([*body, *appendix]), *body, *appendix]

    # Parts of parts

    def _drawn(self, name: str) -> Drawing:
        twelfths, height = DRAWINGS[name]
        scene = gallery.fitted(name, self.p, self.wording, twelfths * SPAN - GUTTER, height)
        return Drawing(write(scene), scene.width, scene.height)

    def _why(self, key: str) -> Words:
        number = self.numbers[key]
        return Words(
            f"理由 {number}" if self.p.language == "ja" else f"Reason {number}", "reference", link=f"r{number}"
        )

    def _joined(self, words: Iterable[str]) -> str:
        return self.joint.join(words)

    # The body

    def _cover(self, others: Sequence[Page]) -> Page:
        p = self.p
        editions = (("Report", self.imprint.report_id), ("Date", f"{self.imprint.made_at:%Y-%m-%d}"),
                    ("Rules", p.rules_edition), ("Questionnaire", p.questionnaire_edition),
                    ("Digest", p.digest[:12]))  # fmt: skip
        about = [Words(text, "aside") for text in p.about.split("\n")]
        listed = [Words(page.label, "cell") for page in others]
        columns = ([table((2, 3), (), editions)], listed, about)
        return Page(p.title, p.title, [Words(p.company or "", "verdict"), Beside((3, 3, 6), columns)])

    def _summary(self) -> Page:
        p = self.p
        verdicts = [(v.topic, v.title, v.text) for v in (p.model, p.phase.verdict)]
        verdicts.append(("Completeness", f"{p.confidence}%", self._joined(n for n in p.model.notes)))
        top = [[Words(a, "label"), Words(b, "verdict"), Words(c)] for a, b, c in verdicts]
        left: list[Part] = []
        for finding in p.findings[:SHOWN]:
            left += [Words(finding.severity_title, "label"), self._why(f"finding:{finding.id}"),
                     Words(finding.title, "item"), Words(finding.meaning, "aside")]  # fmt: skip
        right: list[Part] = [Words(ask.text, "item") for ask in p.handout.asks]
        for action in p.horizons[0].actions:
            right += [Words(action.title, "item"), Words(action.owner, "aside"), self._why(f"action:{action.id}")]
        return Page("Summary", f"{p.model.title}: {p.phase.verdict.title}",
                    [Beside((4, 4, 4), top), Beside((7, 5), (left, right))])  # fmt: skip

    def _standing(self) -> Page:
        checklist = self.p.checklist
        surveys = [[Words(b.title, "label"), Words(b.figure, "item"), Words(b.caveat, "aside")]
                   for b in self.p.benchmarks[:4]]  # fmt: skip
        drawings = Beside((4, 8), ([self._drawn("radar")], [self._drawn("heatmap")]))
        below = [Beside([12 // len(surveys)] * len(surveys), surveys)] if surveys else []
        return Page(checklist.grade.topic, checklist.grade.title, [drawings, *below])

    def _sales(self) -> Page:
        handout = self.p.handout
        top = [[Words(b.title, "label"), Words(b.finding.title if b.finding else "–", "item")]
               for b in handout.breakdowns]  # fmt: skip
        steps: list[Part] = []
        for step in handout.steps:
            steps += [Words(step.title, "item"), Words(step.text)]
            if step.action:
                steps += [Words(f"{step.horizon} {step.action.title}", "aside"), self._why(f"action:{step.action.id}")]
        form = table((2, 3, 3, 3), ("", "Marketing", "Sales", "Agreed"), [("MQL", "", "", ""), ("SQL", "", "", ""),
                     ("Response", "", "", ""), ("Excluded", "", "", ""), ("Signed", "", "", "")])  # fmt: skip
        return Page("Sales", handout.steps[0].title, [Beside((4, 4, 4), top), Beside((5, 7), (steps, [form]))])

    def _organisation(self) -> Page:
        handout = self.p.handout
        changes: list[Part] = []
        for action in handout.changes:
            changes += [Words(action.title, "cell"), self._why(f"action:{action.id}")]
        rights = [(d.title, f"{d.person} {d.hat}", d.figure, d.rhythm) for d in handout.decisions]
        heads = ("Decision", "Accountable", "Figure", "Rhythm")
        columns = ([self._drawn("organisation"), *changes], [table((29, 25, 28, 18), heads, rights)])
        return Page("Organisation", self.p.archetype.title, [Beside((6, 6), columns)])

    def _division(self) -> Page:
        budget = self.p.budget
        staged = [t.title for t in self.p.tasks if t.transition and t.transition.value == "stage_in"]
        left: list[Part] = [self._drawn("sourcing"), Words(self._joined(staged))]
        prices = [Words(f"{b.title} {b.figure} {b.caveat}", "aside") for b in self.p.benchmarks if "price" in b.id]
        right: list[Part] = [Words(budget.fit.title, "verdict"), self._why("budget"), self._drawn("budget"),
                 *(Words(text) for text in (budget.fit.text, *budget.fit.notes)),
                 Words(self._joined(budget.unpriced)), *prices]  # fmt: skip
        return Page(budget.fit.topic, budget.fit.title, [Beside((7, 5), (left, right))])

    def _roadmap(self) -> Page:
        criteria = [part for c in self.p.phase.criteria for part in (Words(c.title, "item"), Words(c.text, "aside"))]
        right: list[Part] = [self._drawn("ladder"), *criteria]
        first = [(a.title, a.artifact, a.done) for a in self.p.horizons[0].actions]
        later = [Words(a.title, "cell") for a in self.p.horizons[-1].actions]
        deferred = [Words(t.title, "cell") for t in self.p.tasks if t.execution.value == "defer"]
        below = ([table((3, 3, 4), ("Action", "Artifact", "Done"), first)], [*deferred, *later])
        columns = ([self._drawn("roadmap")], right)
        return Page("Roadmap", self.p.phase.verdict.title, [Beside((8, 4), columns), Beside((8, 4), below)])

    def _meeting(self) -> Page:
        handout = self.p.handout
        rows = [(f"{f.title} ({f.unit})", "", "", "") for f in (*handout.results, *handout.measures)]
        figures = table((36, 13, 13, 38), ("Figure", "Target", "Actual", "Remark"), rows)
        minutes = table((1, 2), ("Date", "Present"), [("Facts", ""), ("Judged", ""), ("Next", "")])
        return Page("Meeting", self._joined(f.title for f in handout.results),
                    [Beside((7, 5), ([figures], [minutes]))])  # fmt: skip

    # The appendix

    def _work(self) -> Page:
        parts: list[Part] = []
        for finding in self.p.findings:
            parts += [Words(finding.severity_title, "label"), Words(finding.title, "name"),
                      self._why(f"finding:{finding.id}"), Words(finding.meaning, "text")]  # fmt: skip
        for horizon in self.p.horizons:
            parts.append(Words(horizon.title, "group"))
            for action in horizon.actions:
                told = (action.owner, action.artifact, action.done, self._joined(action.after))
                parts += [Words(action.title, "name"), self._why(f"action:{action.id}"), Words(action.task, "text"),
                          *(Words(text, "text") for text in told if text)]  # fmt: skip
        return Page("A", self._joined(h.title for h in self.p.horizons), [Flowing(parts)])

    def _all_reasons(self) -> Page:
        heads = ("No.", "Conclusion", "Rule", "Facts", "Sources")
        rows = []
        for number, (_, topic, title, reason, changes) in enumerate(self.reasons, 1):
            facts = [Words(f"{fact.label}: {fact.value}", "text") for fact in reason.facts]
            why = [Words(reason.why, "text"), *(Words(change, "text") for change in changes)]
            sources = [Words(" ".join(source.id for source in reason.sources), "text")]
            rows.append(([Words(str(number), "name", anchor=f"r{number}")],
                         [Words(topic, "aside"), Words(title, "name")], why, facts, sources))  # fmt: skip
        return Page("B", self.p.decision_why, [Table((30, 190, 312, 180, 46), heads, rows)], starts=False)

    def _sources(self) -> Page:
        parts: list[Part] = []
        for source in self.p.sources:
            parts += [Words(f"{source.id} {source.title}", "name"),
                      Words(f"{source.publisher} {source.date}", "aside"), Words(source.note, "text")]  # fmt: skip
        for b in self.p.benchmarks:
            cited = self._joined(f"{s.id} {s.title}" for s in b.reason.sources)
            parts += [Words(b.title, "name"), *(Words(text, "text") for text in (b.figure, b.caveat, cited))]
        return Page("C", self.p.about.split("\n")[0], [Flowing(parts)], starts=False)

    def _meanings(self) -> Page:
        p = self.p
        parts: list[Part] = []
        for verdict in (p.model, p.archetype, p.phase.verdict, p.basics, p.checklist.grade, p.budget.fit):
            parts += [Words(f"{verdict.topic} {verdict.title}", "name"), *self._told(verdict)]
        said = {(v.topic, v.title): v for task in p.tasks for _, v in task_verdicts(task)}
        for verdict in said.values():
            parts += [Words(verdict.title, "item"), *self._told(verdict)]
        for task in p.tasks:
            parts += [Words(task.title, "name"), Words(task.text, "text"), Words(task.decides, "text")]
        hats = {hat.title: hat.text for seat in p.seats for hat in seat.hats}
        terms = {f"{t.term} {t.reading or ''}": t.meaning for t in p.glossary}
        axes = {axis.title: axis.text for axis in p.checklist.axes}
        for name, text in (hats | axes | terms).items():
            parts.append(Words(f"{name}: {text}", "text"))
        return Page("D", p.basics.title, [Flowing(parts)], starts=False)

    def _told(self, verdict: Verdict) -> Iterator[Words]:
        yield Words(verdict.text, "text")
        yield from (Words(f"{detail.title}: {detail.text}", "text") for detail in verdict.details)
        yield from (Words(note, "aside") for note in verdict.notes)

    def _answers(self) -> Page:
        parts: list[Part] = []
        for section in self.p.answers:
            rows = [(answer.label, answer.value) for answer in section.answers]
            parts += [Words(section.title, "group"), table((3, 2), (), rows)]
        return Page("E", self.p.answers[0].title, [Flowing(parts)], starts=False)

    # Every conclusion with its reason, those of tasks that one rule decides alike together

    def _reasons(self) -> Iterator[Reason]:
        p = self.p
        verdicts = {"model": p.model, "archetype": p.archetype, "phase": p.phase.verdict, "basics": p.basics,
                    "grade": p.checklist.grade, "budget": p.budget.fit}  # fmt: skip
        for key, verdict in verdicts.items():
            yield (key,), verdict.topic, verdict.title, verdict.reason, verdict.changes
        yield from self._of_tasks()
        for finding in p.findings:
            yield (f"finding:{finding.id}",), finding.severity_title, finding.title, finding.reason, finding.changes
        for horizon in p.horizons:
            for action in horizon.actions:
                yield (f"action:{action.id}",), horizon.title, action.title, action.reason, ()
        for benchmark in p.benchmarks:
            yield (f"benchmark:{benchmark.id}",), "", benchmark.title, benchmark.reason, ()

    def _of_tasks(self) -> Iterator[Reason]:
        alike: dict[tuple[str, str, str], list[tuple[str, TaskView, Verdict]]] = {}
        for task in self.p.tasks:
            for key, verdict in task_verdicts(task):
                alike.setdefault((verdict.topic, verdict.title, verdict.reason.why), []).append((key, task, verdict))
        for (_, title, _), found in alike.items():
            facts = tuple(dict.fromkeys(fact for _, _, verdict in found for fact in verdict.reason.facts))
            reason = replace(found[0][2].reason, facts=facts)
            yield tuple(key for key, _, _ in found), self._joined(t.title for _, t, _ in found), title, reason, ()


Reason = tuple[tuple[str, ...], str, str, ReasonView, tuple[str, ...]]


def task_verdicts(task: TaskView) -> Iterator[tuple[str, Verdict]]:
    """What was decided about a task."""
    for name in ("execution", "advice", "transition"):
        if verdict := getattr(task, name):
            yield f"{task.id}.{name}", verdict


def table(shares: Sequence[float], heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table of plain words."""
    return Table(shares, heads, [[[Words(text, "cell")] for text in row] for row in rows])


def conclusions(p: Presentation) -> set[str]:
    """Everything that was concluded, as it must be found in print."""
    verdicts = [p.model, p.archetype, p.phase.verdict, p.basics, p.checklist.grade, p.budget.fit]
    verdicts += [verdict for task in p.tasks for _, verdict in task_verdicts(task)]
    found = {text for verdict in verdicts for text in (verdict.title, verdict.reason.why)}
    found |= {text for finding in p.findings for text in (finding.title, finding.reason.why)}
    found |= {text for horizon in p.horizons for each in horizon.actions for text in (each.title, each.reason.why)}
    found |= {text for b in p.benchmarks for text in (b.figure, b.caveat)}
    found |= {text for right in p.handout.decisions for text in (right.title, right.figure)}
    found |= {ask.text for ask in p.handout.asks} | {hat.title for seat in p.seats for hat in seat.hats}
    return found
