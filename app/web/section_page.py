"""The page of a section: its questions as a form, with what is kept or what was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial

from flask import abort, get_flashed_messages, render_template, request
from markupsafe import Markup, escape
from werkzeug.datastructures import MultiDict

from app.domain.errors import Problem
from app.domain.ports import Draft, StoredResponse
from app.domain.questionnaire import Answer, Question, Section
from app.services.tabs import mark
from app.web.answer_words import Changed, changed_answers, tell
from app.web.as_read import reading_of
from app.web.depth import Depth, depth, depth_asking
from app.web.drawn import drawn
from app.web.forms import AnswerField, SectionForm
from app.web.parts import questionnaire
from app.web.security import form_token
from app.web.words import complain, language, say, words

SHOWN, SEEN, EDITION = "_shown", "_seen", "_edition"
GO = "_go"
REVEALED, CHANGE = "new", "change"
EDITION_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Complaint:
    """A line of the summary of errors: where it leads and what it says."""

    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Contest:
    """A question that was answered differently in another window: what is kept now and what was typed here."""

    question: Question
    kept: str
    typed: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a page of questions shows beside its form.

    `notices` are sentences, `revealed` questions that came up, `contests` those answered in another window too,
    `changed` answers of an earlier edition; `seen` marks what the form was rendered with. `unsaved` says that some of
    what is complained about is kept on the page only.
    """

    complaints: tuple[Complaint, ...] = ()
    notices: tuple[str, ...] = ()
    unsaved: bool = False
    revealed: tuple[Question, ...] = ()
    contests: tuple[Contest, ...] = ()
    changed: tuple[Changed, ...] = ()
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether nothing stands on it but its form."""
        return self == Page(seen=self.seen)


def section_or_404(id_: str) -> Section:
    """The section with that id, with the questions of this depth."""
    return depth().section(id_) or abort(404)


def posted_ids() -> frozenset[str]:
    """The questions that stood in the form that was posted.

    Radio buttons and boxes send nothing when they are empty, so the form names its questions beside them.
    """
    return frozenset({*request.form, *request.form.getlist(SHOWN)} & questionnaire().by_id.keys())


def posted_marks() -> dict[str, str]:
    """The marks of the answers that the form that was posted had been rendered with."""
    pairs = (each.partition(":") for each in request.form.get(SEEN, "").split())
    return {name: seen for name, _, seen in pairs if name in questionnaire().by_id}


def is_of_another_edition() -> bool:
    """Whether the form that was posted had been rendered under another edition of the questionnaire."""
    return request.form.get(EDITION, edition_mark()) != edition_mark()


def edition_mark() -> str:
    """What a form says of the questionnaire it was made from."""
    return questionnaire().digest[:EDITION_DIGITS]


def to_change() -> str | None:
    """The question one came to change from the review, and whose place there one returns to."""
    wanted = request.args.get(CHANGE)
    return wanted if wanted in questionnaire().by_id else None


def asked_here(section: Section, response: StoredResponse) -> tuple[Question, ...]:
    """The questions of the section that are asked, as the answers stand."""
    path = reading_of(response).asked
    return tuple(question for question in section.questions if question.id in path)


def form_of(
    questions: Iterable[Question],
    response: StoredResponse | None,
    typed: MultiDict[str, str] | None = None,
    posted: Collection[str] = (),
) -> SectionForm:
    """The form of these questions."""
    form = SectionForm(questions, language())
    return form.fill(response.answers, typed, posted, response.drafts) if response else form.fill({}, typed, posted)


def to_keep(form: SectionForm, response: StoredResponse) -> dict[str, Answer]:
    """The answers typed. Where no option offered was chosen, an answer of an earlier edition is not cleared by that."""
    gone = {question.id for question in reading_of(response).outdated}
    left = {each.question.id for each in form.fields() if each.question.id in gone and not each.raw_data}
    return {name: value for name, value in form.answers().items() if name not in left}


def marks(
    questions: Iterable[Question], response: StoredResponse, still: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The marks a form of these questions carries: of what is kept, or `still` those it carried before."""
    still, shown = still or {}, response.shown
    return {each.id: still.get(each.id) or _mark(each, shown.get(each.id)) for each in questions}


def _mark(question: Question, stands: Answer | Draft) -> str:
    return _known_mark(stands) if stands is None or stands in question.option_ids else mark(stands)


@lru_cache(1000)
def _known_mark(option: Answer | Draft) -> str:
    """That of an option: nothing that somebody typed is kept."""
    return mark(option)


def find_contests(form: SectionForm, contested: Collection[str], response: StoredResponse) -> tuple[Contest, ...]:
    """What is kept and what was typed, for each contested question."""
    fields = {each.question.id: each for each in form.fields()}
    return tuple(
        Contest(
            question,
            tell(question, response.shown.get(question.id), response).value,
            tell(question, fields[question.id].data, response).value,
        )
        for question in questionnaire().questions()
        if question.id in contested and question.id in fields
    )


def changed_here(questions: Collection[Question], response: StoredResponse) -> tuple[Changed, ...]:
    """The answers of an earlier edition among these questions."""
    return tuple(changed for changed in changed_answers(response) if changed.question in questions)


def find_fault(form: SectionForm, problems: Iterable[Problem]) -> tuple[Complaint, ...]:
    """Hangs every problem on its field; gives the summary, in the order of the form.

    A problem of a question on another page (its ceiling was lowered here) leads there.
    """
    by_subject = {problem.subject: problem for problem in problems}
    found = []
    for each in form.fields():
        question = each.question
        each.complaints = [say(str(key), unit=each.unit) for key in each.process_errors]
        if question.id in by_subject:
            each.complaints.append(complain(by_subject[question.id], question))
        found += [Complaint(f"#{each.control}", line) for line in complaint_lines(each)]
    elsewhere = [problem for name, problem in by_subject.items() if name not in form]
    return (*found, *complaints_elsewhere(elsewhere))


def complaint_lines(field: AnswerField) -> list[str]:
    """What is wrong at a field, a line each, called by its question."""
    label = words(field.question.label)
    return [say("web.errors.line", label=label, problem=complaint) for complaint in field.complaints]


def complaints_elsewhere(problems: Iterable[Problem], change: bool = False) -> tuple[Complaint, ...]:
    """Problems with links to the pages of their questions, and from there back to the review if it is to `change`."""
    known = questionnaire().by_id
    return tuple(
        Complaint(
            link_to(known[p.subject], change),
            say("web.errors.line", label=words(known[p.subject].label), problem=complain(p, known[p.subject])),
        )
        for p in problems
        if p.subject in known
    )


def link_to(question: Question, change: bool = False) -> str:
    """The address of a question: in this depth where it is asked there. To `change` it leads back to the review."""
    there = depth_asking(question)
    section = there.section_of(question)
    if section is None:
        raise ValueError(f"{question.id} is in no section")
    wanted = {CHANGE: question.id} if change else {}
    return there.address("section", section_id=section.id, **wanted, _anchor=f"question-{question.id}")


def render(section: Section, fields: Markup, page: Page) -> str:
    """The page around the HTML of its fields. What has nothing special to say is put into a page drawn before."""
    here = depth()
    seen = " ".join(f"{name}:{seen}" for name, seen in page.seen.items())
    holes = {"token": escape(form_token()), "seen": escape(seen), "fields": fields}
    draw = partial(_draw, section, here, page)
    if page.is_plain and not (request.args or request.script_root or get_flashed_messages()):
        return drawn().page((here.name, section.id, language()), holes, draw)
    return draw(holes)


def _draw(section: Section, here: Depth, page: Page, holes: Mapping[str, Markup]) -> str:
    numbers = [each.id for each in here.sections]
    return render_template(
        "section.html",
        section=section,
        number=numbers.index(section.id) + 1,
        total=len(numbers),
        depth=here,
        change=to_change(),
        page=page,
        edition=edition_mark(),
        edition_name=questionnaire().edition,
        link_to=link_to,
        **holes,
    )


def render_as_typed(section_id: str, notice: str, response: StoredResponse | None, **told: object) -> str:
    """The page as it was posted, with a sentence why it was not saved: nothing typed is lost."""
    section = section_or_404(section_id)
    posted = posted_ids()
    shown = [question for question in section.questions if question.id in posted]
    form = form_of(shown, response, request.form, posted)
    page = Page(find_fault(form, ()), (say(notice, **told),), seen=posted_marks())
    return render(section, drawn().fields(form.fields()), page)
