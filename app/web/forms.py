"""Forms made from the questionnaire: each kind of question has its field, which reads what was typed into an answer.

Whether an answer is allowed is for the domain to say; a field only complains about what it cannot read at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, ClassVar, cast

from werkzeug.datastructures import MultiDict
from wtforms.fields import Field
from wtforms.form import BaseForm

from app.domain.amounts import in_manyen
from app.domain.ports import NO_DRAFTS, Draft
from app.domain.questionnaire import Answer, Kind, Question
from app.domain.texts import forms
from app.web.numbers import NotANumber, parse_whole, units_understood

SHORT = 8
NONE_OF_THEM = "-"
"""What the box for "none of these" sends; no option can have this id."""


class AnswerField(Field):
    """The field of a question. Its errors are keys of the catalogue, or finished words from `complain`."""

    template: ClassVar[str]

    def __init__(self, question: Question, unit: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.question = question
        self.unit_forms = unit
        self.unit = forms(unit)[-1]
        self.posted = False
        """Whether it shows what was typed, just now or in a draft, and not an answer that is kept."""
        self.complaints: list[str] = []
        self.known: Mapping[str, Answer] = {}
        """The answers kept, to any question."""

    def take(self, typed: MultiDict[str, str] | None, kept: Answer) -> None:
        """Fills the field: with what was typed, or else with the answer that is kept."""
        self.posted = typed is not None
        self.process(typed, kept)

    @property
    def control(self) -> str:
        """The id of the control that a link to the question leads to."""
        return f"q-{self.question.id}"

    def spread(self, words: Iterable[str]) -> str:
        """How its options are set: side by side even on a phone, side by side where there is room, or in a list."""
        if any(option.hint for option in self.question.options) or self.question.kind is Kind.MULTIPLE:
            return "listed"
        return "short" if max(map(len, words), default=0) <= SHORT else "roomy"

    @property
    def first(self) -> str:
        """The text typed first under its name."""
        return str(self.raw_data[0]) if self.raw_data else ""


class TextField(AnswerField):
    """A line of text."""

    template = "text"

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Spaces around it do not count, and a tab pasted in is a space."""
        self.data = str(valuelist[0]).replace("\t", " ").strip() or None if valuelist else None

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.first if self.posted else str(self.data or "")


class NumberField(AnswerField):
    """A whole number, typed as people type it."""

    template = "number"

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Raises ValueError with the key of the complaint."""
        self.data = None
        try:
            self.data = parse_whole(str(valuelist[0]), *self._units) if valuelist else None
        except NotANumber as reason:
            raise ValueError(reason.key) from None

    @property
    def digits_only(self) -> bool:
        """Whether a keypad of digits does: an amount of money may be typed as 1.2億."""
        return not in_manyen(self.question.unit)

    @property
    def units_understood(self) -> list[str]:
        """What may stand behind the number typed."""
        return units_understood(self._units)

    @property
    def reads_otherwise(self) -> bool:
        """Whether what is typed can be read, and is not just the digits of the number in the field's unit."""
        return isinstance(self.data, int) and self.typed.strip() != str(self.data)

    @property
    def _units(self) -> Collection[str]:
        return self.question.unit.by_language.values() if self.question.unit else ()

    @property
    def typed(self) -> str:
        """What stands in the field."""
        if self.posted:
            return self.first
        return "" if self.data is None else str(self.data)


class ChoiceField(AnswerField):
    """One of several options, or none."""

    template = "choice"

    def process_formdata(self, valuelist: list[Any]) -> None:
        """An empty value is the choice not to answer."""
        self.data = str(valuelist[0]) or None if valuelist else None

    @property
    def control(self) -> str:
        return f"q-{self.question.id}-{self.question.option_ids[0]}"

    @property
    def typed(self) -> str | None:
        """The option chosen; empty where not answering was chosen, None where nothing was."""
        if self.posted:
            return self.first if self.raw_data else None
        return cast("str | None", self.data)


class MultipleField(AnswerField):
    """Any number of options; that it is none of them is an answer too."""

    template = "multiple"

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Raises ValueError with the key of the complaint."""
        chosen = tuple(str(value) for value in valuelist if value != NONE_OF_THEM)
        none_of_them = len(chosen) < len(valuelist)
        self.data = None
        if none_of_them and chosen:
            raise ValueError("web.field.none_and_some")
        self.data = () if none_of_them else chosen or None

    @property
    def control(self) -> str:
        return f"q-{self.question.id}-{self.question.option_ids[0]}"

    @property
    def typed(self) -> Collection[str]:
        """The boxes ticked."""
        if self.posted:
            return self.raw_data or ()
        return (NONE_OF_THEM,) if self.data == () else self.data or ()


FIELDS: Mapping[Kind, type[AnswerField]] = {
    Kind.TEXT: TextField,
    Kind.INTEGER: NumberField,
    Kind.CHOICE: ChoiceField,
    Kind.MULTIPLE: MultipleField,
}


class SectionForm(BaseForm):
    """The questions of a page."""

    def __init__(self, questions: Iterable[Question], language: str) -> None:
        fields: dict[str, Any] = {
            question.id: FIELDS[question.kind](question, question.unit.say(language) if question.unit else "")
            for question in questions
        }
        super().__init__(fields)

    def fill(
        self,
        kept: Mapping[str, Answer],
        typed: MultiDict[str, str] | None = None,
        posted: Collection[str] = (),
        drafts: Mapping[str, Draft] = NO_DRAFTS,
    ) -> SectionForm:
        """Fills the fields that were posted with what was typed, the others with the drafts or answers kept."""
        earlier = MultiDict([(name, text) for name, draft in drafts.items() for text in draft.typed])
        for field in self.fields():
            id_ = field.question.id
            field.known = kept
            field.take(typed if id_ in posted else earlier if id_ in drafts else None, kept.get(id_))
        return self

    def fields(self) -> Iterator[AnswerField]:
        """The fields in the order of the questions."""
        return iter(cast("Iterable[AnswerField]", self))

    def answers(self) -> dict[str, Answer]:
        """The answers of every posted field that could be read, None where it was left empty."""
        return {field.question.id: field.data for field in self.fields() if field.posted and not field.process_errors}

    def texts(self) -> dict[str, list[str]]:
        """What stands in every posted field."""
        return {field.question.id: list(map(str, field.raw_data or ())) for field in self.fields() if field.posted}
