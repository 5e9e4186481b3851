"""The page of a section: its questions as a form, with what is kept or what was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from flask import abort, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from app.domain.errors import Problem
from app.domain.ports import StoredResponse
from app.domain.questionnaire import Question, Section
from app.services.respond import asked
from app.web.forms import SectionForm
from app.web.parts import parts, questionnaire
from app.web.words import complain, language, say, words

SHOWN = "_shown"
GO = "_go"
REVEALED = "new"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A line of the summary of errors: where it leads and what it says."""

    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a page of questions shows beside its form: `notices` are sentences, `revealed` questions that came up."""

    complaints: tuple[Complaint, ...] = ()
    notices: tuple[str, ...] = ()
    revealed: tuple[Question, ...] = ()


def section_or_404(id_: str) -> Section:
    """The section with that id."""
    return questionnaire().section(id_) or abort(404)


def posted_ids(section: Section) -> frozenset[str]:
    """The questions of the section that stood in the form that was posted.

    Radio buttons and boxes send nothing when they are empty, so the form names its questions beside them.
    """
    names = {*request.form, *request.form.getlist(SHOWN)}
    return frozenset(question.id for question in section.questions if question.id in names)


def asked_here(section: Section, response: StoredResponse) -> tuple[Question, ...]:
    """The questions of the section that are asked, as the answers stand."""
    path = asked(questionnaire(), response.answers)
    return tuple(question for question in section.questions if question.id in path)


def form_of(
    questions: Iterable[Question],
    response: StoredResponse | None,
    typed: MultiDict[str, str] | None = None,
    posted: Collection[str] = (),
) -> SectionForm:
    """The form of these questions."""
    kept = response.answers if response else {}
    return SectionForm(questions, language()).fill(kept, typed, posted)


def find_fault(form: SectionForm, problems: Iterable[Problem]) -> tuple[Complaint, ...]:
    """Hangs every problem on its field; gives the summary, in the order of the form.

    A problem of a question on another page (its ceiling was lowered here) leads there.
    """
    by_subject = {problem.subject: problem for problem in problems}
    found = []
    for field in form.fields():
        question = field.question
        field.complaints = [_unreadable(str(key), field.unit) for key in field.process_errors]
        if question.id in by_subject:
            field.complaints.append(complain(by_subject[question.id], question))
        label = words(question.label)
        found += [
            Complaint(f"#{field.control}", say("web.errors.line", label=label, problem=c)) for c in field.complaints
        ]
    elsewhere = [problem for name, problem in by_subject.items() if name not in form]
    return (*found, *complaints_elsewhere(elsewhere))


def _unreadable(key: str, unit: str) -> str:
    return say(key, unit=unit)


def complaints_elsewhere(problems: Iterable[Problem]) -> tuple[Complaint, ...]:
    """Problems with links to the pages of their questions."""
    known = questionnaire().by_id
    return tuple(
        Complaint(
            link_to(known[p.subject]),
            say("web.errors.line", label=words(known[p.subject].label), problem=complain(p, known[p.subject])),
        )
        for p in problems
        if p.subject in known
    )


def link_to(question: Question) -> str:
    """The address of a question."""
    section = next(section for section in questionnaire().sections if question in section.questions)
    return f"{url_for('respond.section', section_id=section.id)}#question-{question.id}"


def render(section: Section, form: SectionForm, page: Page) -> str:
    """The page."""
    sections = questionnaire().sections
    return render_template(
        "section.html",
        section=section,
        number=sections.index(section) + 1,
        total=len(sections),
        form=form,
        page=page,
        glossary=parts().library.current.pack.glossary,
    )


def render_as_typed(section_id: str, notice: str, response: StoredResponse | None) -> str:
    """The page as it was posted, with a sentence why it was not saved: nothing typed is lost."""
    section = section_or_404(section_id)
    posted = posted_ids(section)
    shown = [question for question in section.questions if question.id in posted]
    form = form_of(shown, response, request.form, posted)
    return render(section, form, Page(find_fault(form, ()), (say(notice),)))
