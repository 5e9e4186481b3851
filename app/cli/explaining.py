"""Opens conclusions into their reasons, for a terminal or another program."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.cli.diagnosing import Diagnosing, read_document
from app.cli.options import INVALID_INPUT, language_option, questionnaire_option, rules_option
from app.cli.output import Output, load_words
from app.domain.changes import Proposal
from app.domain.changing_words import ChangeWords
from app.domain.diagnosis import Diagnosis
from app.domain.errors import InvalidData, Problem, ProblemsFound
from app.domain.explaining import Explainer, name_of
from app.domain.fact_words import FactWords
from app.domain.nearest import nearest
from app.domain.reasons import FactView, ReasonView

INDENT = "  "
Json = dict[str, Any]


class Explaining:
    """The explanation of one answers document; raises InvalidData or InvalidAnswers with every problem."""

    def __init__(self, made: Diagnosing, answers: str, output: Output) -> None:
        content = read_document(answers)
        diagnosis = made.diagnose(answers, content)
        self._output = output
        self._explainer = Explainer(diagnosis, made.questionnaire, made.pack, output.wording, output.language)
        self._words = _change_words(made, diagnosis, output)
        self._proposals = {each.target: each for each in made.proposals(diagnosis)}
        self._head = {
            "questionnaire": asdict(diagnosis.questionnaire),
            "rules": asdict(diagnosis.rules),
        }

    def wanted(self, conclusion: str | None) -> Sequence[str]:
        """The names to explain: all, or the one asked for; raises InvalidData where nothing is called so."""
        known = self._explainer.conclusions
        if conclusion is None:
            return [name_of(each) for each in known]
        found = self._explainer.find(conclusion)
        if found is None:
            raise InvalidData([_unknown(conclusion, known)])
        return [found]

    def text(self, names: Sequence[str]) -> str:
        """The explanations as a tree of lines."""
        blocks = ("\n".join(self._block(name)) for name in names)
        return "\n\n".join(blocks)

    def document(self, names: Sequence[str]) -> Json:
        """The explanations as data."""
        found = [_json(self._explainer.explain(name)) | {"changes": self._change(name)} for name in names]
        return {**self._head, "conclusions": found}

    def _block(self, name: str) -> Iterator[str]:
        node = self._explainer.explain(name)
        key = "explain.named" if node.value is None else "explain.conclusion"
        yield self._output.say(key, label=node.label, value=node.value, conclusion=node.conclusion)
        yield from (INDENT + line for line in self._lines(node))
        for source in node.all_sources():
            params = {"id": source.id, "title": source.title, "publisher": source.publisher, "date": source.date}
            yield INDENT + self._output.say("explain.source", **params)
        if name in self._proposals:
            text = self._words.view(self._proposals[name]).text
            yield INDENT + self._output.say("explain.change", text=text)

    def _lines(self, node: ReasonView) -> Iterator[str]:
        if not node.repeated:
            yield self._output.say("explain.why", why=node.why)
        if not node.facts and node.value is None:
            yield self._output.say("explain.always")
        for fact in node.facts:
            yield from self._fact_lines(fact)
        ids = self._output.say("explain.joint").join(source.id for source in node.sources)
        yield self._output.say("explain.sources", ids=ids)

    def _fact_lines(self, fact: FactView) -> Iterator[str]:
        yield self._output.say(f"explain.{fact.closed or 'fact'}", label=fact.label, value=fact.value)
        if fact.reason is not None:
            yield from (INDENT + line for line in self._lines(fact.reason))
        for part in fact.parts:
            yield from (INDENT + line for line in self._fact_lines(part))

    def _change(self, name: str) -> Json | None:
        """What would change a conclusion; None where that is not looked for."""
        proposal = self._proposals.get(name)
        return None if proposal is None else _change_json(proposal) | {"text": self._words.view(proposal).text}


def _change_words(made: Diagnosing, diagnosis: Diagnosis, output: Output) -> ChangeWords:
    words = FactWords(made.questionnaire, made.pack, output.wording, output.language)
    readings = made.pack.table["exit_criteria"].values
    criteria = [readings[each].title.say(output.language) for each in diagnosis.outcome.phase.open_exit_criteria]
    return ChangeWords(made.questionnaire, made.pack, words, output.wording, output.language, criteria)


def _unknown(conclusion: str, known: Sequence[str]) -> Problem:
    listed = ", ".join(known)
    same = next((each for each in known if name_of(each) == name_of(conclusion)), None)
    near = same or nearest(conclusion, [*known, *map(name_of, known)])
    if near:
        return Problem("conclusion-unknown-near", conclusion, {"near": near, "known": listed})
    return Problem("conclusion-unknown", conclusion, {"known": listed})


def _json(node: ReasonView) -> Json:
    return {
        "conclusion": node.conclusion,
        "label": node.label,
        "value": node.value,
        "rule": node.rule,
        "why": node.why,
        "facts": [_fact_json(fact) for fact in node.facts],
        "sources": [asdict(source) for source in node.sources],
    }


def _fact_json(fact: FactView) -> Json:
    found: Json = {"name": fact.name, "label": fact.label, "value": fact.value}
    if fact.reason is not None:
        found["reason"] = _json(fact.reason)
    if fact.parts:
        found["parts"] = [_fact_json(part) for part in fact.parts]
    return found


def _change_json(proposal: Proposal) -> Json:
    changes = [{"question": c.question, "old": c.old, "new": c.new} for c in proposal.changes]
    burden: Json = {"brings": list(proposal.brings), "worsens": list(proposal.worsens)}
    return {"becomes": proposal.becomes, "answers": changes, **burden}


@click.command()
@click.argument("answers")
@click.argument("conclusion", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@rules_option
@questionnaire_option
@language_option
def explain(answers: str, conclusion: str | None, form: str, rules: Path, questionnaire: Path, language: str) -> None:
    """Says why: opens each conclusion about ANSWERS (or one, such as `model` or `finding:no_kpi`) into its reasons.

    ANSWERS is a .yaml or .json file, or `-` (JSON on standard input). Tells also what would change model, phase, the
    tasks' execution and the findings made.
    """
    output = Output(load_words(), language, (questionnaire, rules))
    try:
        explaining = Explaining(Diagnosing(questionnaire, rules, language), answers, output)
        names = explaining.wanted(conclusion)
    except ProblemsFound as error:
        output.problems(error)
        sys.exit(INVALID_INPUT)
    if form == "json":
        output.json(explaining.document(names), indent=2)
    else:
        click.echo(explaining.text(names))
