"""How far a response has come, section by section."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.ports import StoredResponse
from app.domain.questionnaire import Question, Questionnaire, Section
from app.services.respond import asked


@dataclass(frozen=True, slots=True)
class SectionState:
    """A section: its number, how many questions it asks by now, how many are answered, which required ones are not."""

    section: Section
    number: int
    asked: int
    answered: int
    missing: tuple[Question, ...]

    @property
    def word(self) -> str:
        """The state, as the last part of its key in the catalogue."""
        if not self.answered:
            return "untouched"
        if self.missing:
            return "missing"
        return "done" if self.answered == self.asked else "partly"


@dataclass(frozen=True, slots=True)
class Progress:
    """Every section in order."""

    sections: tuple[SectionState, ...]

    @property
    def missing(self) -> tuple[Question, ...]:
        """The required questions without an answer."""
        return tuple(question for state in self.sections for question in state.missing)

    @property
    def asked(self) -> int:
        """How many questions are asked by now."""
        return sum(state.asked for state in self.sections)

    @property
    def answered(self) -> int:
        """How many of them are answered."""
        return sum(state.answered for state in self.sections)

    def next_section(self) -> Section:
        """Where to go on: the first section missing something required, else one not begun, else the first."""
        unfinished = [state for state in self.sections if state.missing]
        untouched = [state for state in self.sections if not state.answered]
        return (unfinished or untouched or list(self.sections))[0].section


def progress(questionnaire: Questionnaire, response: StoredResponse) -> Progress:
    """How far the response has come."""
    path, kept = asked(questionnaire, response.answers), response.answers
    states = []
    for number, section in enumerate(questionnaire.sections, start=1):
        here = [question for question in section.questions if question.id in path]
        open_ = [question for question in here if question.id not in kept]
        missing = tuple(question for question in open_ if question.required)
        states.append(SectionState(section, number, len(here), len(here) - len(open_), missing))
    return Progress(tuple(states))
