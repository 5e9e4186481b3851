"""Turns a diagnosis into its presentation: looks every id up in the pack it was made with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain import presentation as views
from app.domain.budget_words import BudgetWords, budget_figures
from app.domain.changes import Proposal
from app.domain.changing_words import ChangeWords
from app.domain.diagnosis import Diagnosis, PlannedAction, known_facts
from app.domain.explaining import Explainer
from app.domain.fact_words import FactWords, half_up
from app.domain.facts import whole
from app.domain.handing_out import Concluded, hand_out, ladder
from app.domain.presentation import Detail, Presentation, Verdict
from app.domain.questionnaire import Question, Questionnaire
from app.domain.rules import RulePack, Table, Task
from app.domain.seats import Seat, worn_for
from app.domain.texts import Text, within
from app.domain.unsaid import unsaid
from app.domain.wording import Wording

DEEP = 2
"""How many conclusions a reason opens one below another; what lies deeper has its own place in the presentation."""


def present(
    diagnosis: Diagnosis,
    questionnaire: Questionnaire,
    pack: RulePack,
    wording: Wording,
    language: str,
    proposals: Sequence[Proposal] | None = None,
) -> Presentation:
    """The diagnosis in words; `questionnaire` and `pack` must be the editions it was made with.

    With `proposals`, conclusions say what would change them.
    """
    presenter = _Presenter(diagnosis, questionnaire, pack, wording, language)
    presenter.propose(proposals or ())
    return presenter.presentation()


class _Presenter:
    def __init__(
        self, diagnosis: Diagnosis, questionnaire: Questionnaire, pack: RulePack, wording: Wording, language: str
    ) -> None:
        self._diagnosis = diagnosis
        self._outcome = diagnosis.outcome
        self._questionnaire = questionnaire
        self._pack = pack
        self._wording = wording
        self._language = language
        self._words = FactWords(questionnaire, pack, wording, language, unsaid(questionnaire, diagnosis))
        self._trace = {reason.conclusion.partition("=")[0]: reason for reason in diagnosis.trace}
        self._explainer = Explainer(diagnosis, questionnaire, pack, wording, language, DEEP)
        self._facts = known_facts(diagnosis)
        self._changes: dict[str, tuple[str, ...]] = {}

    def propose(self, proposals: Sequence[Proposal]) -> None:
        criteria = [detail.title for detail in self._criteria()]
        words = ChangeWords(self._questionnaire, self._pack, self._words, self._wording, self._language, criteria)
        self._changes = {proposal.target: (words.view(proposal).text,) for proposal in proposals}

    def presentation(self) -> Presentation:
        diagnosis, pack = self._diagnosis, self._pack
        company = diagnosis.answers.get("company_name")
        findings, horizons = self._findings(), self._horizons()
        seats = tuple(self._seat(seat) for seat in self._outcome.seats)
        concluded = Concluded(findings, horizons, seats, self._executions())
        return Presentation(
            language=self._language,
            title=self._text(pack.title),
            about=self._text(pack.about),
            company=company if isinstance(company, str) and company.strip() else None,
            rules_edition=diagnosis.rules.edition,
            questionnaire_edition=diagnosis.questionnaire.edition,
            digest=diagnosis.rules.digest,
            confidence=half_up(self._outcome.confidence * 100),
            model=self._verdict("model"),
            archetype=self._verdict("archetype"),
            phase=self._phase(),
            basics=self._verdict("basics_ready"),
            checklist=self._checklist(),
            decision_why=self._text(pack.tasks.decision_why),
            tasks=tuple(self._task(task) for task in pack.tasks.tasks),
            seats=seats,
            budget=self._budget(),
            findings=findings,
            horizons=horizons,
            benchmarks=self._benchmarks(),
            handout=hand_out(pack, concluded, self._text, self._sources),
            sources=self._sources(pack.sources),
            glossary=self._glossary(),
            answers=self._answers(),
        )

    def _text(self, text: Text) -> str:
        return text.fill(self._language, lambda name: self._words.bare(name, self._facts[name]))

    def _say(self, key: str, /, **params: object) -> str:
        return self._wording.say(key, self._language, **params)

    def _sources(self, ids: Iterable[str]) -> tuple[views.SourceView, ...]:
        found = [self._pack.sources[id_] for id_ in ids]
        return tuple(
            views.SourceView(
                s.id, self._text(s.title), self._text(s.publisher), self._words.date(s.date), self._text(s.note)
            )
            for s in found
        )

    def _verdict(self, fact: str) -> Verdict:
        """What a table concluded; `fact` is a conclusion such as `model` or `task:ads.execution`."""
        table = self._table(fact)
        value = self._trace[fact].conclusion.partition("=")[2]
        reading = table.values[value]
        return Verdict(
            topic=self._text(table.title),
            value=value,
            title=self._text(reading.title),
            text=self._text(reading.text),
            details=tuple(Detail(self._text(title), self._text(text)) for _, title, text in reading.details),
            notes=self._notes(fact.rpartition(":")[2]),
            reason=self._explainer.explain(fact),
            changes=self._changes.get(fact, ()),
        )

    def _table(self, fact: str) -> Table:
        name = fact.rpartition(".")[2] if fact.startswith("task:") else fact
        return next(table for table in self._pack.tables if table.conclusion == name)

    def _notes(self, on: str) -> tuple[str, ...]:
        """The notes printed with a conclusion: those on `budget` go with `budget.fit`."""
        names = (on, on.partition(".")[0])
        present = self._outcome.notes
        return tuple(self._text(n.rule.why) for n in self._pack.notes if n.id in present and n.on in names)

    def _phase(self) -> views.PhaseView:
        phase, model = self._outcome.phase, self._outcome.model
        rungs = ladder(self._pack, model, phase.value, self._text)
        return views.PhaseView(self._verdict("phase"), phase.tentative, self._criteria(), rungs)

    def _criteria(self) -> tuple[Detail, ...]:
        readings = self._pack.table["exit_criteria"].values
        open_ = [readings[criterion] for criterion in self._outcome.phase.open_exit_criteria]
        return tuple(Detail(self._text(each.title), self._text(each.text)) for each in open_)

    def _checklist(self) -> views.ChecklistView:
        found = self._outcome.checklist
        axes = []
        for axis in self._pack.axes:
            score, questions = found.axes[axis.id], [self._questionnaire.by_id[item] for item in axis.items]
            items = tuple(self._item(question) for question in questions)
            title, text = self._text(axis.title), self._text(axis.text)
            axes.append(
                views.AxisView(axis.id, title, text, _percent(score.score), half_up(score.coverage * 100), items)
            )
        overall = found.overall
        grade = self._verdict("checklist.grade")
        return views.ChecklistView(grade, _percent(overall.score), half_up(overall.coverage * 100), tuple(axes))

    def _item(self, question: Question) -> views.ItemView:
        answer = self._diagnosis.answers[question.id]
        told = self._words.answer(question, answer)
        return views.ItemView(question.id, told.label, None if answer is None else str(answer), told.value)

    def _task(self, task: Task) -> views.TaskView:
        group = next(group for group in self._pack.tasks.groups if group.id == task.group)
        prefix = f"task:{task.id}"
        told = self._outcome.sourcing[task.id].transition is not None
        question = self._questionnaire.by_id.get(f"task_{task.id}")
        current = self._diagnosis.answers.get(f"task_{task.id}")
        return views.TaskView(
            id=task.id,
            group=self._text(group.title),
            now=current if isinstance(current, str) else None,
            title=self._text(task.title),
            text=self._text(task.text),
            decides=self._text(task.decides),
            decision=self._say(f"decision.{self._pack.tasks.decision}"),
            current=self._words.answer_value(question, current) if question and current is not None else None,
            execution=self._verdict(f"{prefix}.execution"),
            advice=self._verdict(f"{prefix}.advice"),
            transition=self._verdict(f"{prefix}.transition") if told else None,
        )

    def _executions(self) -> dict[str, str]:
        return {task: sourcing.execution for task, sourcing in self._outcome.sourcing.items()}

    def _seat(self, seat: Seat) -> views.SeatView:
        hats = [self._pack.allocation.hat(hat) for hat in seat.hats]
        worn = tuple(views.HatView(h.id, self._text(h.title), self._text(h.text), h.decides, h.task) for h in hats)
        title = self._seat_title(seat)
        head = self._say("seat.head", team=within(title)) if seat.kind == "team" else title
        return views.SeatView(seat.id, seat.kind, title, head, seat.count, worn, seat.overloaded)

    def _seat_title(self, seat: Seat) -> str:
        if seat.kind == "to_appoint":
            return self._text(self._pack.allocation.nobody_title)
        if seat.kind == "person":
            return self._say("seat.person", number=seat.id.removeprefix("p"))
        return self._text(next(team.title for team in self._pack.allocation.teams if team.id == seat.id))

    def _budget(self) -> views.BudgetView:
        found = self._outcome.budget
        titles = {task.id: self._text(task.title) for task in self._pack.tasks.tasks}
        return views.BudgetView(
            fit=self._verdict("budget.fit"),
            figures=budget_figures(found),
            rows=BudgetWords(self._wording, self._language).rows(found),
            unpriced=tuple(titles[task] for task in found.unpriced),
            sources=self._sources(self._pack.prices.sources),
        )

    def _findings(self) -> tuple[views.FindingView, ...]:
        by_id = {finding.id: finding for finding in self._pack.findings}
        return tuple(
            views.FindingView(
                id=found.id,
                severity=found.severity,
                severity_title=self._say(f"severity.{found.severity}"),
                title=self._text(by_id[found.id].title),
                meaning=self._text(by_id[found.id].meaning),
                reason=self._explainer.explain(f"finding:{found.id}"),
                changes=self._changes.get(f"finding:{found.id}", ()),
            )
            for found in self._outcome.findings
        )

    def _horizons(self) -> tuple[views.HorizonView, ...]:
        capacity = self._pack.capacity
        headcount = whole(self._diagnosis.answers["marketing_headcount"])
        last = capacity.horizons[-1].id
        return tuple(
            views.HorizonView(
                id=horizon.id,
                title=self._text(horizon.title),
                days=horizon.days,
                limit=None if horizon.id == last else capacity.limit(headcount),
                actions=tuple(self._action(a) for a in self._outcome.actions if a.horizon == horizon.id),
            )
            for horizon in capacity.horizons
        )

    def _action(self, planned: PlannedAction) -> views.ActionView:
        action, allocation = self._pack.action[planned.id], self._pack.allocation
        return views.ActionView(
            id=action.id,
            title=self._text(action.title),
            task=self._text(action.task),
            artifact=self._text(action.artifact),
            done=self._text(action.done),
            owner=self._text(allocation.hat(worn_for(allocation, self._outcome.seats, planned.owner)).title),
            after=tuple(self._text(self._pack.action[id_].title) for id_ in planned.after),
            after_ids=planned.after,
            reason=self._explainer.explain(f"action:{action.id}"),
        )

    def _benchmarks(self) -> tuple[views.BenchmarkView, ...]:
        shown = [benchmark for benchmark in self._pack.benchmarks if benchmark.id in self._outcome.benchmarks]
        return tuple(
            views.BenchmarkView(
                b.id,
                self._text(b.title),
                self._text(b.figure),
                self._text(b.caveat),
                self._explainer.explain(f"benchmark:{b.id}"),
            )
            for b in shown
        )

    def _glossary(self) -> tuple[views.TermView, ...]:
        return tuple(
            views.TermView(
                t.id, self._text(t.term), self._text(t.reading) if t.reading else None, self._text(t.meaning)
            )
            for t in self._pack.glossary.values()
        )

    def _answers(self) -> tuple[views.SectionView, ...]:
        answers = self._diagnosis.answers
        return tuple(
            views.SectionView(
                self._text(section.title), tuple(self._words.answer(q, answers[q.id]) for q in section.questions)
            )
            for section in self._questionnaire.sections
        )


def _percent(share: float | None) -> int | None:
    return None if share is None else half_up(share * 100)
