"""The questionnaire: what is asked, in which order, and which answers are possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from app.domain.conditions import Condition
from app.domain.errors import Position
from app.domain.facts import NOT_KNOWN, Closed, FactType, Numeric, Scalar
from app.domain.texts import Text

Answer = str | int | tuple[str, ...] | None


class Kind(StrEnum):
    """The kinds of questions."""

    TEXT = "text"
    INTEGER = "integer"
    CHOICE = "choice"
    MULTIPLE = "multiple"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers offered."""

    id: str
    text: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a number or a text must keep to; `at_most` names an earlier question whose answer is the ceiling."""

    low: int = 0
    high: int = 0
    at_most: str | None = None
    max_length: int = 0


@dataclass(frozen=True)
class Question:
    """One question. `label` names its answer, `left_out` is what rules see without one, `at` where it is written.

    The options of an `ordered` question stand in order, as yes, partly and no do; those of any other are merely listed.
    `quick` questions are those the quick path asks. `ask_knowing` and `help_knowing` have places to fill with earlier
    answers; they stand for `ask` and `help` where all of those were given. `terms_at` is where each of the `terms` is
    written.
    """

    id: str
    kind: Kind
    required: bool
    label: Text
    ask: Text
    why: Text
    help: Text | None
    unit: Text | None
    limits: Limits
    options: tuple[Option, ...]
    left_out: str | None
    show_if: Condition
    terms: tuple[str, ...]
    report_only: bool
    at: Position | None = None
    quick: bool = False
    ordered: bool = False
    ask_knowing: Text | None = None
    help_knowing: Text | None = None
    terms_at: tuple[Position, ...] = ()
    judged: bool = True
    """Whether answers are held against what the question says of them; not where that is wrong itself."""

    @cached_property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of its options, in order."""
        return tuple(option.id for option in self.options)

    def option(self, id_: str) -> Option:
        """The option with that id; raises KeyError."""
        return next((option for option in self.options if option.id == id_), None) or _missing(id_)

    @cached_property
    def asked_by(self) -> tuple[str, ...]:
        """The facts that decide whether it is asked."""
        return self.show_if.facts()

    @cached_property
    def may_be_absent(self) -> bool:
        """Whether the rules can see no value at all."""
        return self.left_out is None and not self.required

    def fact_type(self) -> FactType | None:
        """The type of the fact its answer is; None for answers that no condition can read (texts, several options)."""
        if not self.judged and self.kind in (Kind.CHOICE, Kind.INTEGER):
            return NOT_KNOWN
        if self.kind is Kind.CHOICE:
            absent: tuple[Scalar, ...] = (None,) if self.may_be_absent else ()
            return Closed(self.option_ids + absent) if self.options else NOT_KNOWN
        if self.kind is Kind.INTEGER:
            return Numeric(self.limits.low, self.limits.high, whole=True, nullable=self.may_be_absent)
        return None


def _missing(id_: str) -> Option:
    raise KeyError(id_)


@dataclass(frozen=True, slots=True)
class Section:
    """A page of questions; `quick_intro` stands for `intro` where only its quick questions are asked."""

    id: str
    title: Text
    intro: Text
    questions: tuple[Question, ...]
    quick_intro: Text | None = None


@dataclass(frozen=True)
class Questionnaire:
    """A versioned definition. `digest` is the SHA-256 over its files."""

    id: str
    edition: str
    digest: str
    languages: tuple[str, ...]
    title: Text
    intro: Text
    sections: tuple[Section, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Every question by its id, in order."""
        return {question.id: question for section in self.sections for question in section.questions}

    @cached_property
    def asking(self) -> tuple[str, ...]:
        """The questions whose answers decide which others are asked."""
        return tuple(dict.fromkeys(name for question in self.by_id.values() for name in question.asked_by))

    @cached_property
    def bounded(self) -> tuple[Question, ...]:
        """The questions whose answers may not be above that to another."""
        return tuple(question for question in self.by_id.values() if question.limits.at_most)

    @cached_property
    def quick_sections(self) -> tuple[Section, ...]:
        """The quick path: the sections with their quick questions only, those without any left out."""
        short = (
            replace(each, intro=each.quick_intro or each.intro, questions=tuple(q for q in each.questions if q.quick))
            for each in self.sections
        )
        return tuple(section for section in short if section.questions)

    def questions(self) -> Iterator[Question]:
        """Every question in the order it is asked."""
        return iter(self.by_id.values())

    def section(self, id_: str) -> Section | None:
        """The section with that id, if there is one."""
        return next((section for section in self.sections if section.id == id_), None)
