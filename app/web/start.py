"""The start page: what this is, and the way in or back in."""

from __future__ import annotations

from flask import render_template

from app.domain.ports import StoredResponse
from app.web.access import KEPT_DAYS, current_response, token
from app.web.answer_words import changed_answers, is_new_edition
from app.web.depth import Depth, full, quick
from app.web.parts import parts, questionnaire
from app.web.progress import progress
from app.web.respond import FRESH, blueprint
from app.web.section_page import link_to
from app.web.words import say


@blueprint.get("/")
def start_page() -> str:
    """What this is, and the way in or back in."""
    return render_start()


def render_start(notice: str | None = None) -> str:
    """The start page, with a sentence on top where there is one."""
    response = current_response()
    way = way_on(response) if response else quick()
    latest = parts().diagnose.latest(token()) if response and response.submitted_at else None
    return render_template(
        "start.html",
        questionnaire=questionnaire(),
        response=response,
        quick=quick(),
        full=full(),
        depth=way,
        other=_other(way, response) if response else None,
        progress=progress(response, way.sections) if response else None,
        changed=changed_answers(response) if response else (),
        new_edition=bool(response and is_new_edition(response)),
        edition=questionnaire().edition,
        link_to=link_to,
        latest=latest,
        changed_since=bool(response and latest and latest.created_at < response.updated_at),
        notices=[say(notice)] if notice else [],
        fresh=FRESH,
        kept_days=KEPT_DAYS,
    )


def way_on(response: StoredResponse) -> Depth:
    """The depth to go on at: the quick path until it is done, unless somebody has answered beyond it already."""
    short = quick()
    beyond = any(name in response.shown for name in _only_full(short))
    return full() if beyond or not progress(response, short.sections).open else short


def _other(way: Depth, response: StoredResponse) -> Depth | None:
    """The other depth where it still has questions open."""
    other = full() if way.is_quick else quick()
    return other if progress(response, other.sections).open else None


def _only_full(short: Depth) -> set[str]:
    asked_quickly = {question.id for section in short.sections for question in section.questions}
    return questionnaire().by_id.keys() - asked_quickly
