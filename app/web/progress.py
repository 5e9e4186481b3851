"""How far a response has come, section by section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.ports import StoredResponse
from app.domain.questionnaire import Question, Section
from app.web.as_read import reading_of
from app.web.parts import questionnaire


@dataclass(frozen=True, slots=True)
class SectionState:
    """A section: its number, how many questions it asks by now, and which of them are open.

    An answer that an earlier edition offered and this one does not counts as none, and so does one beside a draft:
    `faulty` are the open questions at which something stands that is to be mended.
    """

    section: Section
    number: int
    asked: int
    open: tuple[Question, ...]
    faulty: tuple[Question, ...] = ()

    @property
    def answered(self) -> int:
        """How many of its questions are answered."""
        return self.asked - len(self.open)

    @property
    def missing(self) -> tuple[Question, ...]:
        """The required questions at which nothing stands."""
        return tuple(question for question in self.open if question.required and question not in self.faulty)

    @property
    def word(self) -> str:
        """The state, as the last part of its key in the catalogue."""
        if self.faulty:
            return "faulty"
        if not self.answered:
            return "untouched"
        if self.missing:
            return "missing"
        return "partly" if self.open else "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """Every section in order."""

    sections: tuple[SectionState, ...]

    @property
    def missing(self) -> tuple[Question, ...]:
        """The required questions at which nothing stands."""
        return tuple(question for state in self.sections for question in state.missing)

    @property
    def faulty(self) -> tuple[Question, ...]:
        """The questions at which something stands that is to be mended."""
        return tuple(question for state in self.sections for question in state.faulty)

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions without an answer, in the order they are asked: the first is the one to continue with."""
        return tuple(question for state in self.sections for question in state.open)

    @property
    def asked(self) -> int:
        """How many questions are asked by now."""
        return sum(state.asked for state in self.sections)

    @property
    def answered(self) -> int:
        """How many of them are answered."""
        return sum(state.answered for state in self.sections)

    def next_section(self) -> Section:
        """Where to go on: the first section that stands in the way, else one not begun, else one with gaps."""
        missing = [state for state in self.sections if state.faulty or state.missing]
        untouched = [state for state in self.sections if not state.answered]
        gaps = [state for state in self.sections if state.open]
        return (missing or untouched or gaps or list(self.sections))[0].section


def progress(response: StoredResponse, sections: Iterable[Section] | None = None) -> Progress:
    """How far the response has come through these sections, or through all of them."""
    read = reading_of(response)
    gone = {question.id for question in read.outdated}
    answered = response.answers.keys() - gone - response.drafts.keys()
    states = []
    for number, section in enumerate(questionnaire().sections if sections is None else sections, start=1):
        here = [question for question in section.questions if question.id in read.asked]
        open_ = tuple(question for question in here if question.id not in answered)
        faulty = tuple(question for question in open_ if question.id in response.drafts)
        states.append(SectionState(section, number, len(here), open_, faulty))
    return Progress(tuple(states))
