"""Pages for what goes wrong: what happened, what became of what was typed, and a way on."""

from __future__ import annotations

import logging

from flask import Flask, flash, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from app.domain.ports import DatabaseUnavailable, NoSuchResponse, StaleResponse, StoredResponse
from app.web.access import current_response
from app.web.respond import SEE_OTHER, render_review, render_start
from app.web.section_page import render_as_typed
from app.web.words import say

BAD_REQUEST, NOT_FOUND, CONFLICT, INTERNAL, UNAVAILABLE = 400, 404, 409, 500, 503
WITH_OWN_WORDS = frozenset({400, 403, 404, 405, 409, 413, 500, 503})
RETRY_SECONDS = 10

Page = tuple[str, int]
log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Registers a page for everything that can go wrong."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(NoSuchResponse, _nobody)
    app.register_error_handler(StaleResponse, _stale)
    app.register_error_handler(DatabaseUnavailable, _unavailable)


def render_error(code: int) -> Page:
    """The page for a status code."""
    told = code if code in WITH_OWN_WORDS else BAD_REQUEST if code < INTERNAL else INTERNAL
    return render_template("error.html", code=told), code


def _http(error: HTTPException) -> Response:
    page, _ = render_error(error.code or INTERNAL)
    response = error.get_response()
    response.data = page
    response.content_type = "text/html; charset=utf-8"
    return response


def _forged(_: CSRFError) -> Page | Response:
    """A form without a valid token: forged, or typed in a browser that keeps no cookies. It is shown again."""
    again = _shown_again("web.notice.not_confirmed", _response_if_there())
    return (again, BAD_REQUEST) if again else render_error(BAD_REQUEST)


def _nobody(_: NoSuchResponse) -> Page | Response:
    """Somebody else's result is not there; whoever has no answers yet is led to the beginning."""
    if request.blueprint == "result":
        return render_error(NOT_FOUND)
    flash(say("web.notice.no_response"))
    return redirect(url_for("respond.start_page"), SEE_OTHER)


def _stale(_: StaleResponse) -> Page:
    again = _shown_again("web.notice.stale", _response_if_there())
    return (again, CONFLICT) if again else render_error(CONFLICT)


def _unavailable(error: DatabaseUnavailable) -> tuple[str, int, dict[str, str]]:
    """The database cannot be used; its own words go to the log, they say where it is."""
    log.error("database unavailable: %s", error)
    again = None
    if request.endpoint == "respond.save_section" and request.method == "POST":
        again = render_as_typed(_section_id(), "web.notice.not_saved", None)
    page, code = (again, UNAVAILABLE) if again else render_error(UNAVAILABLE)
    return page, code, {"Retry-After": str(RETRY_SECONDS)}


def _shown_again(notice: str, response: StoredResponse | None) -> str | None:
    """The page a post came from, as it was typed."""
    if request.endpoint == "respond.save_section":
        return render_as_typed(_section_id(), notice, response)
    if request.endpoint == "respond.submit" and response:
        return render_review(response, notice=f"{notice}.button")
    return render_start(f"{notice}.button") if request.endpoint == "respond.start" else None


def _response_if_there() -> StoredResponse | None:
    """The respondent's answers; a page about one trouble must not fail for another."""
    try:
        return current_response()
    except DatabaseUnavailable:
        return None


def _section_id() -> str:
    return str((request.view_args or {})["section_id"])
