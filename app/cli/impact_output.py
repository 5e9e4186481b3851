"""How an impact is printed: to read, as JSON, or as CSV. Ids and names of conclusions only, never answers or names.

JSON and CSV list every response that would change or cannot be compared, as it is found: nothing is held back.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import click

from app.cli.impact_words import ImpactWords
from app.cli.output import Output
from app.domain.diagnosis import Edition
from app.domain.impact import Change, Compared, Impact, Tally
from app.domain.questionnaire import Questionnaire
from app.domain.rules import RulePack

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = ("row", "response", "diagnosis", "conclusion", "before", "after", "count", "question", "problem")
DIGEST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Heading:
    """What is compared with what is kept, and since when."""

    questionnaire: Questionnaire
    pack: RulePack
    since: datetime | None
    place: str

    @property
    def editions(self) -> dict[str, Edition]:
        """The editions of both."""
        both: dict[str, RulePack | Questionnaire] = {"rules": self.pack, "questionnaire": self.questionnaire}
        return {name: Edition(found.id, found.edition, found.digest) for name, found in both.items()}

    @property
    def day(self) -> str | None:
        """The first day that counts."""
        return self.since.date().isoformat() if self.since else None


class Telling(Protocol):
    """Prints an impact as it is found."""

    def begin(self, heading: Heading) -> None:
        """Called once, first."""

    def tell(self, one: Compared) -> None:
        """Called for every response."""

    def end(self, impact: Impact) -> None:
        """Called once, last."""


def telling(form: str, output: Output) -> Telling:
    """The way of printing with that name."""
    forms: Mapping[str, type[TextTelling | JsonTelling | CsvTelling]]
    forms = {"text": TextTelling, "json": JsonTelling, "csv": CsvTelling}
    return forms[form](output)


class _Beginning:
    """Keeps the heading and says on standard error, beside a document, that there was nothing to compare."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._heading: Heading

    def begin(self, heading: Heading) -> None:
        """Keeps the heading."""
        self._heading = heading

    def _say_empty(self, impact: Impact, err: bool) -> None:
        if impact.empty:
            key = "impact.empty_since" if self._heading.day else "impact.empty"
            click.echo(self._output.say(key, day=self._heading.day, place=self._heading.place), err=err)


class TextTelling(_Beginning):
    """To read: counts and examples, once all are counted."""

    def tell(self, one: Compared) -> None:
        """Waits for the end."""

    def end(self, impact: Impact) -> None:
        """Prints everything."""
        if impact.empty:
            self._say_empty(impact, err=False)
            return
        words = ImpactWords(self._heading.pack, self._output.wording, self._output.language)
        for line in [
            *self._head(impact),
            *words.conclusions(impact),
            *words.responses(impact),
            *words.obstacles(impact),
        ]:
            click.echo(line)

    def _head(self, impact: Impact) -> list[str]:
        say, heading = self._output.say, self._heading
        editions = heading.editions.items()
        return [
            *(say(f"impact.{n}", edition=e.edition, digest=e.digest[:DIGEST_SHOWN]) for n, e in editions),
            say("impact.since", day=heading.day) if heading.day else say("impact.all"),
            *(
                say("impact.edition", edition=edition.edition, digest=edition.digest[:DIGEST_SHOWN], count=count)
                for edition, count in impact.editions.items()
            ),
            say("impact.counts", **_counts(impact)),
            *([] if impact.changed else [say("impact.nothing")]),
        ]


class JsonTelling(_Beginning):
    """One JSON document, the list of responses written as they come, one a line."""

    def begin(self, heading: Heading) -> None:
        """Prints what comes before the responses."""
        super().begin(heading)
        documents = {name: _edition(edition) for name, edition in heading.editions.items()} | {"since": heading.day}
        click.echo("{" + ",\n".join(f"{_json(name)}: {_json(value)}" for name, value in documents.items()) + ",")
        click.echo('"responses": [', nl=False)
        self._separator = "\n"

    def tell(self, one: Compared) -> None:
        """Prints a response that would change or cannot be compared."""
        if one.changes or one.obstacles:
            click.echo(f"{self._separator}{_json(_response(one))}", nl=False)
            self._separator = ",\n"

    def end(self, impact: Impact) -> None:
        """Prints the counts."""
        order = ImpactWords(self._heading.pack, self._output.wording, self._output.language).order
        rest: dict[str, Any] = {
            "counts": _counts(impact),
            "editions": [_edition(edition) | {"count": count} for edition, count in impact.editions.items()],
            "conclusions": [_change(change) | _tally(tally) for change, tally in impact.ranked(order)],
            "problems": [
                {"question": o.question, "code": o.code} | _tally(tally) for o, tally in impact.by_obstacle.items()
            ],
        }
        click.echo("\n],\n" + ",\n".join(f"{_json(name)}: {_json(value)}" for name, value in rest.items()) + "\n}")
        self._say_empty(impact, err=True)


class CsvTelling(_Beginning):
    """Rows `response`, one a change, as they come; then rows `total` with the counts."""

    def begin(self, heading: Heading) -> None:
        """Prints the names of the columns."""
        super().begin(heading)
        click.echo(_csv_line({name: name for name in COLUMNS}), nl=False)

    def tell(self, one: Compared) -> None:
        """Prints the changes of a response, or what stands in the way."""
        of_one = {"row": "response", "response": one.response_id, "diagnosis": one.diagnosis_id}
        for change in one.changes:
            click.echo(_csv_line(of_one | _change(change)), nl=False)
        for obstacle in one.obstacles:
            click.echo(_csv_line(of_one | {"question": obstacle.question, "problem": obstacle.code}), nl=False)

    def end(self, impact: Impact) -> None:
        """Prints the counts."""
        order = ImpactWords(self._heading.pack, self._output.wording, self._output.language).order
        for change, tally in impact.ranked(order):
            click.echo(_csv_line({"row": "total", "count": tally.count} | _change(change)), nl=False)
        for obstacle, tally in impact.by_obstacle.items():
            found = {"question": obstacle.question, "problem": obstacle.code, "count": tally.count}
            click.echo(_csv_line({"row": "total"} | found), nl=False)
        for name, count in _counts(impact).items():
            click.echo(_csv_line({"row": name, "count": count}), nl=False)
        self._say_empty(impact, err=True)


def _edition(edition: Edition) -> dict[str, str]:
    return {"id": edition.id, "edition": edition.edition, "digest": edition.digest}


def _counts(impact: Impact) -> dict[str, int]:
    return {
        "compared": impact.compared,
        "changed": impact.changed,
        "unchanged": impact.unchanged,
        "unreadable": impact.unreadable,
    }


def _response(one: Compared) -> dict[str, Any]:
    problems = [{"question": obstacle.question, "code": obstacle.code} for obstacle in one.obstacles]
    changes = [_change(change) for change in one.changes]
    return {"response": one.response_id, "diagnosis": one.diagnosis_id, "changes": changes, "problems": problems}


def _change(change: Change) -> dict[str, Any]:
    return {"conclusion": change.conclusion, "before": change.before, "after": change.after}


def _tally(tally: Tally) -> dict[str, Any]:
    return {"count": tally.count, "examples": tally.examples}


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def _csv_line(row: Mapping[str, object]) -> str:
    """A line of the table; a cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    cells = ["" if row.get(name) is None else str(row[name]) for name in COLUMNS]
    line = io.StringIO()
    csv.writer(line).writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return line.getvalue()
