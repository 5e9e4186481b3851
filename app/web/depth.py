"""Two depths of one response: the quick path asks what the decisions need most, the full path everything.

Which one somebody is on is told by the address alone: the pages of a section exist once for each.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, request, url_for

from app.domain.questionnaire import Question, Section
from app.web.parts import questionnaire

FULL, QUICK = "respond", "quick"
"""The names of the blueprints that serve them."""


@dataclass(frozen=True, slots=True)
class Depth:
    """A depth: the blueprint that serves it, and its sections with the questions it asks."""

    name: str
    sections: tuple[Section, ...]

    @property
    def is_quick(self) -> bool:
        """Whether it is the quick path."""
        return self.name == QUICK

    @property
    def count(self) -> int:
        """How many questions it can ask."""
        return sum(len(section.questions) for section in self.sections)

    def section(self, id_: str) -> Section | None:
        """Its section with that id, if it has one."""
        return next((section for section in self.sections if section.id == id_), None)

    def section_of(self, question: Question) -> Section | None:
        """The section in which it asks a question, if it does."""
        return next((section for section in self.sections if question in section.questions), None)

    def address(self, page: str, **values: object) -> str:
        """The address of one of its pages: `start`, `section`, `review` or `submit`."""
        return url_for(f"{self.name}.{page}", **values)  # type: ignore[arg-type]


def full() -> Depth:
    """The full path."""
    return Depth(FULL, questionnaire().sections)


def quick() -> Depth:
    """The quick path; without sections where the questionnaire has none."""
    return Depth(QUICK, questionnaire().quick_sections)


def depth() -> Depth:
    """The depth of this request: the full one unless the address says otherwise; 404 where there is no quick path."""
    if request.blueprint != QUICK:
        return full()
    found = quick()
    return found if found.sections else abort(404)


def depth_asking(question: Question) -> Depth:
    """The depth of this request, or the full one for a question it does not ask."""
    here = depth()
    return here if here.section_of(question) else full()
