"""Pages for what goes wrong: what happened, what became of what was typed, and a way on."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime

from flask import Flask, current_app, flash, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, NotFound, TooManyRequests
from werkzeug.wrappers import Response

from app.domain.ports import DatabaseUnavailable, NoSuchResponse, StaleResponse, StoredResponse
from app.web.access import current_response
from app.web.limits import seconds_to_wait
from app.web.parts import parts
from app.web.respond import SEE_OTHER, render_review
from app.web.section_page import posted_ids, render_as_typed
from app.web.security import MOST_BYTES
from app.web.start import render_start
from app.web.words import JAPAN, say

BAD_REQUEST, NOT_FOUND, CONFLICT, TOO_MANY, INTERNAL, UNAVAILABLE = 400, 404, 409, 429, 500, 503
WITH_OWN_WORDS = frozenset({400, 403, 404, 405, 409, 410, 413, 429, 500, 503})
RETRY_SECONDS = 10
SAVE, SUBMIT, START = "save_section", "submit", "start"

BYTES_A_CHARACTER = 9
"""A Japanese character, as a form sends it: three bytes, each written as %XX."""

LARGEST = {"kilobytes": MOST_BYTES // 1024, "characters": f"{MOST_BYTES // BYTES_A_CHARACTER // 1000 * 1000:,}"}
"""How much a form may send, in the words of the page for 413."""

WAYS_BACK = {
    SAVE: ("section", "web.error.back.section"),
    SUBMIT: ("review", "web.error.back.review"),
    "report": ("page", "web.error.back.result"),
}
"""The page whose form or link led to a route, by the last part of both names, and the words that lead back there."""

CAN_GO_BACK = frozenset({400, 409, 429, 500, 503})
"""Where the page one came from is there. For 413 its link is not offered: only the browser holds what was typed."""

Page = tuple[str, int]
Answer = Page | tuple[str, int, dict[str, str]] | Response
log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Registers a page for everything that can go wrong."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(TooManyRequests, _throttled)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(NoSuchResponse, _nobody)
    app.register_error_handler(StaleResponse, _stale)
    app.register_error_handler(DatabaseUnavailable, _unavailable)


def render_error(code: int, **told: object) -> Page:
    """The page for a status code. `told` are words in it that only this case has.

    Where the page itself fails, a bare one is given that rests on nothing but the catalogues.
    """
    known = code if code in WITH_OWN_WORDS else BAD_REQUEST if code < INTERNAL else INTERNAL
    try:
        page = render_template("error.html", code=known, told=LARGEST | told, back=_way_back(code))
    except Exception:
        log.exception("the page for %s could not be made", code)
        page = _bare(known)
    return page, code


def _bare(code: int) -> str:
    """What happened and a way on, in every language: without session, database, addresses or anything handed in."""
    texts = parts().wording.texts
    title, way_on = texts[f"web.error.{code}.title"].by_language, texts["web.error.on"].by_language
    return current_app.jinja_env.get_template("bare.html").render(title=title, way_on=way_on)


def _way_back(code: int) -> tuple[str, str] | None:
    """The address of the page one came from and the words that lead there; none where it is not known."""
    view = _view()
    if code not in CAN_GO_BACK or view not in WAYS_BACK:
        return None
    page, words = WAYS_BACK[view]
    return url_for(f"{request.blueprint}.{page}", **(request.view_args or {})), say(words)


def _view() -> str:
    """The last part of the route's name: the same for both depths of a response."""
    return (request.endpoint or "").rpartition(".")[2]


def _http(error: HTTPException) -> Response:
    code = error.code or INTERNAL
    page = (code == INTERNAL and _typed_in_spite_of_it()) or render_error(code)[0]
    response = error.get_response()
    response.data = page
    response.content_type = "text/html; charset=utf-8"
    return response


def _throttled(_: TooManyRequests) -> Answer:
    """Too much from one address: says when to go on, and shows a page of questions as it was typed.

    The database is not asked, for it is what is spared.
    """
    seconds = seconds_to_wait()
    told = _until(seconds)
    page = _as_typed("web.notice.throttled", None, **told) or render_error(TOO_MANY, **told)[0]
    return page, TOO_MANY, {"Retry-After": str(seconds)}


def _until(seconds: int) -> dict[str, str]:
    """So many seconds from now as people tell it, rounded up to the next full minute."""
    minutes = -(-seconds // 60)
    ends = datetime.fromtimestamp(-(-(time.time() + seconds) // 60) * 60, UTC).astimezone(JAPAN)
    return {"minutes": str(minutes), "clock": f"{ends.hour}:{ends.minute:02}"}


def _forged(_: CSRFError) -> Answer:
    """A form without a valid token: forged, or typed in a browser that keeps no cookies. It is shown again.

    Whoever lost all cookies is told both at once: that it is not saved, and that no answers are there to add to.
    """
    try:
        lost = _view() == SAVE and current_response() is None
    except DatabaseUnavailable:
        lost = False
    return _again("web.notice.not_confirmed.nobody" if lost else "web.notice.not_confirmed", BAD_REQUEST)


def _nobody(_: NoSuchResponse) -> Answer:
    """Somebody else's result is not there; whoever has no answers yet is led to the beginning."""
    if request.blueprint == "result":
        return render_error(NOT_FOUND)
    flash(say("web.notice.no_response"))
    return redirect(url_for("respond.start_page"), SEE_OTHER)


def _stale(_: StaleResponse) -> Answer:
    return _again("web.notice.stale", CONFLICT)


def _unavailable(error: DatabaseUnavailable) -> Answer:
    """The database cannot be used; its own words go to the log, they say where it is."""
    log.error("database unavailable: %s", error)
    page = _as_typed("web.notice.not_saved", None) or render_error(UNAVAILABLE)[0]
    return page, UNAVAILABLE, {"Retry-After": str(RETRY_SECONDS)}


def _again(notice: str, code: int) -> Answer:
    """The page a post came from, with a sentence why it was not taken; the page of the error where there is none."""
    try:
        page = _shown_again(notice, _response_if_there())
    except DatabaseUnavailable as error:
        return _unavailable(error)
    return (page, code) if page else render_error(code)


def _shown_again(notice: str, response: StoredResponse | None) -> str | None:
    view = _view()
    if view == SUBMIT and response:
        return render_review(response, notice=f"{notice}.button")
    return render_start(f"{notice}.button") if view == START else _as_typed(notice, response)


def _as_typed(notice: str, response: StoredResponse | None, **told: object) -> str | None:
    """The page of a section as it was posted: nothing typed is lost. None where nothing of one was posted."""
    if _view() != SAVE or not posted_ids():
        return None
    try:
        return render_as_typed(str((request.view_args or {})["section_id"]), notice, response, **told)
    except NotFound:  # there is no such section
        return None


def _typed_in_spite_of_it() -> str | None:
    """The page as it was typed, where a fault kept it from being saved; none where that fault is in the page itself."""
    try:
        return _as_typed("web.notice.not_saved", None)
    except Exception:
        log.exception("what was typed could not be shown again")
        return None


def _response_if_there() -> StoredResponse | None:
    """The respondent's answers; a page about one trouble must not fail for another."""
    try:
        return current_response()
    except DatabaseUnavailable:
        return None
