"""The language of a page: the one chosen before, else the one the browser asks for, else the questionnaire's first.

A browser that asks for others only is answered in English: whoever reads Japanese has said so.
"""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, current_app, g, redirect, request, url_for
from werkzeug import Response as AnyResponse
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from app.web.parts import parts, questionnaire

COOKIE, CHOSEN = "language", "_language"
FOR_STRANGERS = "en"
"""Where a browser asks for languages and for none that is spoken here."""
KEPT_SECONDS = 365 * 24 * 60 * 60
SEE_OTHER = 303

blueprint = Blueprint("languages", __name__)


def languages() -> tuple[str, ...]:
    """The languages of the questionnaire in use, its first one first."""
    return questionnaire().languages


def language() -> str:
    """The language of this request."""
    if "language" not in g:
        wished = (request.form.get(CHOSEN), request.cookies.get(COOKIE), _asked_for())
        g.language = next((each for each in wished if each in languages()), languages()[0])
    return cast(str, g.language)


def _asked_for() -> str | None:
    """Of the languages a browser names, the one spoken here that it likes best; else the one for strangers.

    None where it names none.
    """
    wishes = [wish.lower().partition("-")[0] for wish, quality in request.accept_languages if quality > 0]
    named = [wish for wish in wishes if wish != "*"]
    return next((wish for wish in named if wish in languages()), FOR_STRANGERS if named else None)


def switching() -> bool:
    """Whether this post asks for a page in another language, beside whatever else it brings."""
    return request.form.get(CHOSEN) in languages()


@blueprint.post("/language")
def switch() -> AnyResponse:
    """Back to the page one came from, in the language chosen."""
    return redirect(_way_back(), SEE_OTHER)


def _way_back() -> str:
    """The page that sent the form; the start page where that is not told, not of this site, or only answers a post."""
    try:
        came_from = urlsplit(request.referrer or "")
    except ValueError:  # no address at all
        return url_for("respond.start_page")
    path = "/" + came_from.path.lstrip("/")
    if came_from.netloc != request.host or not _can_be_opened(path):
        return url_for("respond.start_page")
    return f"{path}?{came_from.query}" if came_from.query else path


def _can_be_opened(path: str) -> bool:
    addresses = current_app.create_url_adapter(request)
    try:
        return addresses is not None and bool(addresses.match(path, method="GET"))
    except (HTTPException, RequestRedirect):
        return False


def install(app: Flask) -> None:
    """Remembers a language that was chosen, and says which one a page speaks."""
    app.jinja_env.globals.update(language=language, languages=languages, chosen_language=CHOSEN)

    @app.after_request
    def remember(response: Response) -> Response:
        if request.method == "POST" and switching():
            response.set_cookie(
                COOKIE,
                language(),
                max_age=KEPT_SECONDS,
                path="/",
                secure=parts().https_only,
                httponly=True,
                samesite="Lax",
            )
        if request.endpoint != "static":
            response.headers["Content-Language"] = language()
            response.vary.update(("Cookie", "Accept-Language"))
        return response
