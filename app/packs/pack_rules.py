"""Builds what holds conditions: tables, findings, actions, benchmarks and notes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain import rules
from app.domain.conditions import Condition, word_of
from app.domain.errors import Problem
from app.domain.facts import Closed, FactType
from app.domain.nearest import misspelt
from app.domain.rules import HitPolicy, Rule, Severity, Table
from app.domain.texts import Text
from app.packs import pack_models as files
from app.packs import rule_models
from app.packs.cited import cited
from app.packs.conditions import MOST_WAYS, ConditionReader, ways
from app.packs.yaml_core import Document, Path, spell


@dataclass
class RuleBuilder:
    """Builds the rules of one document; what is wrong is gathered in `problems`."""

    document: Document
    types: Mapping[str, FactType]
    sources: Mapping[str, rules.Source]
    problems: list[Problem] = field(default_factory=list)
    _strays: set[str] = field(default_factory=set)
    """What rows test and is no input, told once however many do."""

    def table(self, found: rule_models.TableFile) -> Table:
        """A decision table."""
        outputs = {name: Closed(tuple(values)) for name, values in found.outputs.items()}
        meant = self._check_inputs(found)
        self._check_outputs(found)
        rows = tuple(self._row(row, found, outputs, meant, ("rows", place)) for place, row in enumerate(found.rows))
        self._check_unique([row.id for row in found.rows], ("rows",))
        self._check_values(found)
        return Table(
            id=found.id,
            title=Text(found.title),
            question=Text(found.question),
            hit=HitPolicy(found.hit),
            conclusion=found.conclusion or found.id,
            for_each_task=found.for_each is not None,
            traced=found.traced,
            inputs=tuple(found.inputs),
            outputs=outputs,
            rows=rows,
            values={key: _reading(value) for key, value in found.values.items()},
            outputs_at={
                name: [self.document.at(("outputs", name, place)) for place in range(len(values))]
                for name, values in found.outputs.items()
            },
        )

    def _row(
        self,
        row: rule_models.RowFile,
        table: rule_models.TableFile,
        outputs: Mapping[str, Closed],
        meant: Collection[str],
        path: Path,
    ) -> Rule:
        strays = [name for name in row.when if name not in table.inputs]
        for name in strays:
            if name not in meant and name not in self._strays:
                self._not_an_input(name, table.inputs, (*path, "when", name))
            self._strays.add(name)
        for name, value in row.then.items():
            # A value that has words in `values` is told there, with all in which the two differ.
            if name in outputs and not outputs[name].admits(value) and word_of(value) not in table.values:
                self._unknown_output(word_of(value), [*map(word_of, outputs[name].values)], (*path, "then", name))
        # A name that is no input is told for that; whether there is such a fact at all adds nothing.
        when = {name: cell for name, cell in row.when.items() if name not in strays or name in self.types}
        return self._rule(f"{table.id}.{row.id}", when, row, path)

    def _not_an_input(self, name: str, inputs: Sequence[str], path: Path) -> None:
        params = {"name": name, "known": ", ".join(inputs)}
        problem = Problem("table-not-an-input", spell(path), params, self.document.at_key(path))
        self.problems.append(misspelt(problem, name, inputs))

    def _unknown_output(self, word: str, words: Sequence[str], path: Path) -> None:
        params = {"value": word, "known": ", ".join(words)}
        problem = Problem("table-unknown-output", spell(path), params, self.document.at(path))
        self.problems.append(misspelt(problem, word, words))

    def _check_inputs(self, table: rule_models.TableFile) -> set[str]:
        """Tells of inputs that do not exist; the facts that rows test and that were probably meant by them."""
        unknown = [(place, name) for place, name in enumerate(table.inputs) if name not in self.types]
        tested = dict.fromkeys(name for row in table.rows for name in row.when)
        spare = [name for name in tested if name in self.types and name not in table.inputs]
        meant = set(spare if len(spare) <= len(unknown) else ())
        for place, name in unknown:
            path: Path = ("inputs", place)
            problem = Problem("condition-unknown-fact", spell(path), {"fact": name}, self.document.at(path))
            self.problems.append(misspelt(problem, name, [*spare, *self.types], place))
            meant.add(str(self.problems[-1].params.get("near")))
        return meant

    def _check_outputs(self, table: rule_models.TableFile) -> None:
        """Tells of rows that do not give the outputs; where all give the same others, once of the outputs."""
        known, given = ", ".join(table.outputs), {frozenset(row.then) for row in table.rows}
        if len(table.rows) > 1 and len(given) == 1 and set(table.rows[0].then) != set(table.outputs):
            self._problem("table-outputs-unlike", ("outputs",), known=known, given=", ".join(table.rows[0].then))
            return
        for place, row in enumerate(table.rows):
            if set(row.then) != set(table.outputs):
                self._problem("table-outputs", ("rows", place, "then"), known=known)

    def _check_values(self, found: rule_models.TableFile) -> None:
        """Tells of values without words and words without a value, at the one that was probably misspelt."""
        first = next(iter(found.outputs))
        words = [word_of(value) for value in found.outputs[first]]
        strays = [key for key in found.values if key not in words]
        lacking = [word for word in words if word not in found.values] if found.traced or found.values else []
        if not (strays or lacking):
            return
        given = {word_of(row.then[first]) for row in found.rows if first in row.then}
        if strays and lacking and strays[0] in given:
            path: Path = ("outputs", first, words.index(lacking[0]))
            name, known = lacking[0], strays
        else:
            path = ("values", strays[0]) if strays else ("values",)
            name, known = strays[0] if strays else "", lacking
        params = {"differ": ", ".join(sorted([*strays, *lacking]))}
        problem = Problem("table-values", spell(path), params, self.document.at_key(path))
        self.problems.append(misspelt(problem, name, known))

    def finding(self, found: rule_models.FindingFile, path: Path) -> rules.Finding:
        """A finding; where it can be critical, the rule that makes it so is tried first."""
        plain = self._rule(f"finding.{found.id}", found.when, found, path, {"severity": found.severity})
        tried = [plain]
        if found.critical_when is not None:
            critical = (*path, "critical_when")
            graver = self._condition(found.critical_when, critical)
            when = self._joined(plain.when, graver, path)
            then = {"severity": Severity.CRITICAL.value}
            at = self.document.at(critical)
            tried.insert(0, Rule(f"finding.{found.id}.critical", when, then, plain.why, plain.sources, at))
        return rules.Finding(found.id, tuple(tried), Text(found.title), Text(found.meaning))

    def _joined(self, one: Condition, other: Condition, path: Path) -> Condition:
        """Both at once; too many ways to meet it are a problem like those of a single condition."""
        joined = one.and_also(other)
        if ways(joined) > MOST_WAYS:
            self.problems.append(Problem("condition-too-many", spell(path), {"max": MOST_WAYS}, self.document.at(path)))
        return joined

    def action(self, found: rule_models.ActionFile, path: Path) -> rules.Action:
        """An action."""
        return rules.Action(
            id=found.id,
            earliest=found.earliest,
            after=tuple(found.after),
            owner=found.owner,
            rule=self._rule(f"action.{found.id}", found.when, found, path),
            title=Text(found.title),
            task=Text(found.task),
            artifact=Text(found.artifact),
            done=Text(found.done),
            after_at={name: self.document.at((*path, "after", place)) for place, name in enumerate(found.after)},
        )

    def benchmark(self, found: rule_models.BenchmarkFile, path: Path) -> rules.Benchmark:
        """A benchmark."""
        rule = self._rule(f"benchmark.{found.id}", found.when, found, path)
        return rules.Benchmark(found.id, rule, Text(found.title), Text(found.figure), Text(found.caveat))

    def note(self, found: rule_models.NoteFile, path: Path) -> rules.Note:
        """A note: its words are what its rule says."""
        when = self._condition(found.when, (*path, "when"))
        self._check_sources(found.sources, path)
        rule = Rule(f"note.{found.id}", when, {}, Text(found.text), tuple(found.sources), self.document.at(path))
        return rules.Note(found.id, found.on, rule)

    def _rule(
        self,
        id_: str,
        when: files.When,
        found: rule_models.RowFile | rule_models.FindingFile | rule_models.ActionFile | rule_models.BenchmarkFile,
        path: Path,
        then: dict[str, files.Word] | None = None,
    ) -> Rule:
        condition = self._condition(when, (*path, "when"))
        self._check_sources(found.sources, path)
        outcome = then or (found.then if isinstance(found, rule_models.RowFile) else {})
        return Rule(id_, condition, outcome, Text(found.why), tuple(found.sources), self.document.at(path))

    def _condition(self, when: files.When, path: Path) -> Condition:
        reader = ConditionReader(self.document, self.types)
        condition = reader.read(when, path)
        self.problems.extend(reader.problems)
        return condition

    def _check_sources(self, sources: Sequence[str], path: Path) -> None:
        self.problems.extend(cited(self.document, sources, path, self.sources))

    def _check_unique(self, ids: Sequence[str], path: Path) -> None:
        for place, id_ in enumerate(ids):
            if id_ in ids[:place]:
                self._problem("id-twice", (*path, place, "id"), id=id_)

    def check_ids(self, ids: Sequence[str], key: str) -> None:
        """Tells of ids that are given twice in a list."""
        self._check_unique(ids, (key,))

    def _problem(self, code: str, path: Path, **params: str) -> None:
        self.problems.append(Problem(code, spell(path), params, self.document.at(path)))


def _reading(found: rule_models.ReadingFile) -> rules.Reading:
    details = tuple((each.id, Text(each.title), Text(each.text)) for each in found.details)
    return rules.Reading(Text(found.title), Text(found.text), details)


def paths(key: str, count: int) -> Iterator[Path]:
    """The paths of a file's entries."""
    return ((key, place) for place in range(count))
