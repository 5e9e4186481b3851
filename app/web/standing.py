"""What was typed and is no answer yet: shown again with what is wrong with it, until it is mended or cleared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.errors import Problem
from app.domain.ports import StoredResponse
from app.domain.questionnaire import Question
from app.services.drafts import draft, fault, standing
from app.web.answer_words import tell
from app.web.as_read import reading_of
from app.web.forms import SectionForm
from app.web.parts import questionnaire
from app.web.section_page import Complaint, complaint_lines, find_fault, form_of, link_to


@dataclass(frozen=True, slots=True)
class Standing:
    """A question with a draft: that, quoted, what is wrong with it, and where it can be mended."""

    question: Question
    typed: str
    wrong: str
    line: Complaint


def problems_of_drafts(form: SectionForm, response: StoredResponse) -> Iterator[Problem]:
    """What is wrong with the drafts that a form shows, but for those that cannot be read, which it says itself."""
    texts = form.texts()
    for each in form.fields():
        name = each.question.id
        kept = response.drafts.get(name)
        if kept and not each.process_errors and draft(texts.get(name, ())).typed == kept.typed:
            yield fault(questionnaire(), response, name, each.data)


def all_standing(response: StoredResponse) -> tuple[Standing, ...]:
    """Every draft that stands in the way of a diagnosis."""
    waiting = standing(questionnaire(), response, reading_of(response).asked) if response.drafts else ()
    form = form_of(waiting, response)
    find_fault(form, problems_of_drafts(form, response))
    return tuple(
        Standing(
            each.question,
            tell(each.question, response.drafts[each.question.id], response).value,
            " ".join(each.complaints),
            Complaint(link_to(each.question, change=True), complaint_lines(each)[0]),
        )
        for each in form.fields()
    )
