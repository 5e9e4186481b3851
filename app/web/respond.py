"""A respondent answers: the start page, a page for each section, the review before submitting."""

from __future__ import annotations

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for

from app.domain.errors import InvalidAnswers, Problem
from app.domain.fact_words import FactWords
from app.domain.ports import StoredResponse
from app.domain.questionnaire import Question, Section
from app.services.respond import Saved
from app.web.access import KEPT_DAYS, begin, current_response, remember, the_response, token
from app.web.parts import parts, questionnaire
from app.web.progress import progress
from app.web.section_page import (
    GO,
    REVEALED,
    Page,
    asked_here,
    complaints_elsewhere,
    find_fault,
    form_of,
    link_to,
    posted_ids,
    render,
    section_or_404,
)
from app.web.words import language, say

SEE_OTHER = 303
UNPROCESSABLE = 422
FRESH = "_fresh"

blueprint = Blueprint("respond", __name__)


@blueprint.get("/")
def start_page() -> str:
    """What this is, and the way in or back in."""
    return render_start()


def render_start(notice: str | None = None) -> str:
    """The start page, with a sentence on top where there is one."""
    response = current_response()
    return render_template(
        "start.html",
        questionnaire=questionnaire(),
        response=response,
        progress=progress(questionnaire(), response) if response else None,
        latest=parts().diagnose.latest(token()) if response and response.submitted_at else None,
        notices=[say(notice)] if notice else [],
        fresh=FRESH,
        kept_days=KEPT_DAYS,
    )


@blueprint.post("/start")
def start() -> Response:
    """Begins a response, or goes on with the one this browser has unless a fresh one is asked for."""
    response = current_response()
    if response is None or request.form.get(FRESH):
        response = begin()
    section = progress(questionnaire(), response).next_section()
    return _go_to(url_for(".section", section_id=section.id))


@blueprint.get("/sections/<section_id>")
def section(section_id: str) -> str:
    """The questions of a section."""
    found = section_or_404(section_id)
    response = the_response()
    shown = asked_here(found, response)
    new = set(request.args.getlist(REVEALED))
    page = Page(revealed=tuple(question for question in shown if question.id in new))
    return render(found, form_of(shown, response), page)


@blueprint.post("/sections/<section_id>")
def save_section(section_id: str) -> Response:
    """Saves what can be saved. Shows the page again where something is wrong or the answers bring up new questions."""
    found = section_or_404(section_id)
    if current_response() is None:
        begin()
        flash(say("web.notice.began_anew"))
    posted = posted_ids(found)
    form = form_of([q for q in found.questions if q.id in posted], None, request.form, posted)
    saved = parts().respond.save(token(), form.answers())
    shown = asked_here(found, saved.response)
    unreadable = any(field.process_errors for field in form.fields() if field.question in shown)
    if saved.problems or unreadable:
        return _with_faults(found, saved, posted)
    new = [question for question in shown if question.id not in posted]
    return _go_to(_onward(found, new))


def _with_faults(section: Section, saved: Saved, posted: frozenset[str]) -> Response:
    shown = asked_here(section, saved.response)
    form = form_of(shown, saved.response, request.form, posted)
    new = tuple(question for question in shown if question.id not in posted)
    page = Page(find_fault(form, saved.problems), revealed=new)
    return remember(make_response(render(section, form, page), UNPROCESSABLE))


def _go_to(address: str) -> Response:
    """On to the next page with what was saved, by a redirect, so that nothing is posted twice."""
    return remember(make_response(redirect(address, SEE_OTHER)))


def _onward(section: Section, new: list[Question]) -> str:
    """Where to go after a page was saved; `new` are questions that its answers brought up on the same page."""
    sections = questionnaire().sections
    at = sections.index(section)
    go = request.form.get(GO, "next")
    if go == "next" and new:
        return url_for(".section", section_id=section.id, new=[question.id for question in new])
    to = at + {"next": 1, "back": -1}.get(go, len(sections))
    if to < 0:
        return url_for(".start_page")
    return url_for(".section", section_id=sections[to].id) if to < len(sections) else url_for(".review")


@blueprint.get("/review")
def review() -> str:
    """The state of every section, the answers to check, and what is still required."""
    return render_review(the_response())


def render_review(response: StoredResponse, problems: tuple[Problem, ...] = (), notice: str | None = None) -> str:
    """The page before submitting, with what stands in the way."""
    current = parts().library.current
    told = FactWords(current.questionnaire, current.pack, parts().wording, language())
    return render_template(
        "review.html",
        response=response,
        progress=progress(current.questionnaire, response),
        shown={section.id: asked_here(section, response) for section in current.questionnaire.sections},
        told=lambda question: told.answer(question, response.answers.get(question.id)),
        link_to=link_to,
        complaints=complaints_elsewhere(problems),
        notices=[say(notice)] if notice else [],
    )


@blueprint.post("/submit")
def submit() -> tuple[str, int] | Response:
    """Diagnoses the response, or says what stands in the way."""
    try:
        made = parts().diagnose.submit(token())
    except InvalidAnswers as error:
        return render_review(the_response(), error.problems), UNPROCESSABLE
    return _go_to(url_for("result.page", diagnosis_id=made.id))
