"""A respondent answers: a page for each section and the review before submitting, at either depth."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from markupsafe import Markup

from app.domain.errors import InvalidAnswers, Problem
from app.domain.ports import StoredResponse
from app.domain.questionnaire import Question, Section
from app.web.access import begin, current_response, remember, the_response, token
from app.web.answer_words import changed_answers, tell
from app.web.autosave import autosave
from app.web.depth import FULL, QUICK, depth, full
from app.web.drawn import drawn, joined
from app.web.languages import switching
from app.web.parts import parts, questionnaire
from app.web.progress import progress
from app.web.reading import to_say
from app.web.saving import Kept, keep
from app.web.section_page import (
    CHANGE,
    GO,
    REVEALED,
    SHOWN,
    Complaint,
    Page,
    asked_here,
    changed_here,
    complaints_elsewhere,
    find_contests,
    find_fault,
    form_of,
    is_of_another_edition,
    link_to,
    marks,
    posted_ids,
    posted_marks,
    render,
    section_or_404,
    to_change,
)
from app.web.standing import all_standing, problems_of_drafts
from app.web.words import language, say

SEE_OTHER = 303
CONFLICT, UNPROCESSABLE = 409, 422
FRESH = "_fresh"

blueprint = Blueprint(FULL, __name__)
quick_blueprint = Blueprint(QUICK, __name__, url_prefix="/quick")


def start() -> Response:
    """Begins a response, or goes on with the one this browser has unless a fresh one is asked for."""
    here, response = depth(), current_response()
    if response is None or request.form.get(FRESH):
        response = begin()
    section = progress(response, here.sections).next_section()
    return _go_to(here.address("section", section_id=section.id))


def section(section_id: str) -> str:
    """The questions of a section."""
    found = section_or_404(section_id)
    response = the_response()
    shown = asked_here(found, response)
    new = set(request.args.getlist(REVEALED))
    revealed = tuple(question for question in shown if question.id in new)
    fields, complaints = _fields(shown, response, revealed)
    changed = changed_here(shown, response)
    return render(found, fields, Page(complaints, revealed=revealed, changed=changed, seen=marks(shown, response)))


def _fields(
    shown: Sequence[Question], response: StoredResponse, revealed: Collection[Question]
) -> tuple[Markup, tuple[Complaint, ...]]:
    """The HTML of questions with what is kept, and what is wrong with it; only what was never drawn is drawn."""
    spoken, ready = language(), drawn().kept
    before = {
        question.id: ready(question, response.answers.get(question.id), spoken)
        for question in shown
        if question not in revealed and question.id not in response.drafts
    }
    anew = [question for question in shown if before.get(question.id) is None]
    if not anew:
        return joined(each for each in before.values() if each is not None), ()
    form = form_of(anew, response)
    complaints = find_fault(form, problems_of_drafts(form, response))
    now = {each.question.id: drawn().field(each, each.question in revealed) for each in form.fields()}
    return joined(before.get(question.id) or now[question.id] for question in shown), complaints


def save_section(section_id: str) -> Response:
    """Saves what can be saved.

    Shows the page again where something is wrong, was answered differently in another window, or brings up questions.
    """
    found = section_or_404(section_id)
    before, seen = current_response(), posted_marks()
    if before is None:
        before, seen = begin(), {}
        flash(say("web.notice.began_anew"))
    kept = keep(found, before, seen)
    _tell_of_another_edition()
    if kept.saved.contested or kept.refused:
        return _shown_again(found, kept)
    posted = posted_ids()
    new = [question for question in kept.shown if question.id not in posted]
    return _go_to(_onward(found, new, to_say(kept, before)))


def _tell_of_another_edition() -> None:
    """Says so where the form was made from another edition, and that what it has left out could not be saved."""
    if is_of_another_edition():
        gone = {name for name in request.form.getlist(SHOWN) if name not in questionnaire().by_id}
        flash(say("flow.edition.meanwhile.gone" if gone else "flow.edition.meanwhile"))


def _shown_again(section: Section, kept: Kept) -> Response:
    """The page with what was typed; what another window changed and this one did not, as it is kept."""
    saved, shown, posted = kept.saved, kept.shown, posted_ids()
    form = form_of(shown, saved.response, request.form, posted - saved.theirs)
    still = {name: seen for name, seen in posted_marks().items() if name in saved.faulty}
    page = Page(
        find_fault(form, [*problems_of_drafts(form, saved.response), *saved.problems]),
        unsaved=bool(saved.faulty),
        revealed=tuple(question for question in shown if question.id not in posted),
        contests=find_contests(form, saved.contested, saved.response),
        changed=changed_here(shown, saved.response),
        seen=marks(shown, saved.response, still),
    )
    status = CONFLICT if saved.contested else UNPROCESSABLE
    fields = drawn().fields(form.fields(), page.revealed)
    return remember(make_response(render(section, fields, page), status))


def _go_to(address: str) -> Response:
    """On to the next page with what was saved, by a redirect, so that nothing is posted twice."""
    return remember(make_response(redirect(address, SEE_OTHER)))


def _onward(section: Section, new: list[Question], read: list[str]) -> str:
    """Where to go after a page was saved; `new` are questions that its answers brought up on the same page.

    How the numbers at `read` were read is said there.
    """
    here, change = depth(), to_change()
    sections = [each.id for each in here.sections]
    at = sections.index(section.id)
    go = request.form.get(GO, "next")
    if switching() or (go == "next" and new):
        wanted: dict[str, object] = {REVEALED: [question.id for question in new]} | ({CHANGE: change} if change else {})
        return here.address("section", section_id=section.id, read=read, **wanted)
    if change:
        return here.address("review", read=read, _anchor=f"answer-{change}")
    to = at + {"next": 1, "back": -1}.get(go, len(sections))
    if to < 0:
        return url_for("respond.start_page", read=read)
    if to >= len(sections):
        return here.address("review", read=read)
    return here.address("section", section_id=sections[to], read=read)


def review() -> str:
    """The state of every section, the answers to check, and what is still required."""
    return render_review(the_response())


def render_review(response: StoredResponse, problems: tuple[Problem, ...] = (), notice: str | None = None) -> str:
    """The page before submitting, with what stands in the way."""
    here = depth()
    everything = progress(response)
    waiting = all_standing(response)
    others = [problem for problem in problems if problem.subject not in response.drafts]
    lines = (*(each.line for each in waiting), *complaints_elsewhere(others, change=True))
    return render_template(
        "review.html",
        response=response,
        depth=here,
        full=full(),
        progress=progress(response, here.sections) if here.is_quick else everything,
        deeper=everything.open,
        changed=changed_answers(response),
        edition=questionnaire().edition,
        shown={section.id: asked_here(section, response) for section in here.sections},
        told=lambda question: tell(question, response.shown.get(question.id), response),
        link_to=link_to,
        standing={each.question.id: each for each in waiting},
        complaints=lines if problems else (),
        notices=[say(notice)] if notice else [],
    )


def submit() -> tuple[str, int] | Response:
    """Diagnoses the response, or says what stands in the way.

    On the quick path the result is what was promised, and comes at once; the full one gives a receipt first.
    """
    try:
        made = parts().diagnose.submit(token())
    except InvalidAnswers as error:
        return render_review(the_response(), error.problems), UNPROCESSABLE
    return _go_to(url_for("result.page" if depth().is_quick else "receipt.page", diagnosis_id=made.id))


for _each in (blueprint, quick_blueprint):
    _each.post("/start")(start)
    _each.get("/sections/<section_id>")(section)
    _each.post("/sections/<section_id>")(save_section)
    _each.post("/sections/<section_id>/autosave")(autosave)
    _each.get("/review")(review)
    _each.post("/submit")(submit)
