"""Who may see what, as data: a route without a row here is refused."""

from __future__ import annotations

from enum import Enum
from typing import cast

from flask import Flask, Response, abort, g, request

from app.domain.ports import NoSuchResponse, StoredResponse
from app.services import retention
from app.web.parts import parts

KEPT_DAYS = retention.KEPT_DAYS
DAY = 24 * 60 * 60


class Access(Enum):
    """Whom a route serves."""

    ANYONE = "anyone"
    RESPONDENT = "respondent"


ACCESS = {
    "static": Access.ANYONE,
    "health.check": Access.ANYONE,
    "languages.switch": Access.ANYONE,
    "glossary.page": Access.ANYONE,
    "respond.start_page": Access.ANYONE,
    "respond.start": Access.ANYONE,
    "respond.section": Access.RESPONDENT,
    # Whoever lost the cookie while typing begins a new response with what was typed, so that nothing is lost.
    "respond.save_section": Access.ANYONE,
    "respond.autosave": Access.ANYONE,  # for the same reason: it says that there is nothing to add to
    "respond.review": Access.RESPONDENT,
    "respond.submit": Access.RESPONDENT,
    "quick.start": Access.ANYONE,
    "quick.section": Access.RESPONDENT,
    "quick.save_section": Access.ANYONE,  # for the same reason
    "quick.autosave": Access.ANYONE,
    "quick.review": Access.RESPONDENT,
    "quick.submit": Access.RESPONDENT,
    "receipt.page": Access.RESPONDENT,
    "result.page": Access.RESPONDENT,
    "result.part": Access.RESPONDENT,
    "result.single": Access.RESPONDENT,
    "result.report": Access.RESPONDENT,
    "resume.page": Access.RESPONDENT,
    "resume.make": Access.RESPONDENT,
    "resume.revoke": Access.RESPONDENT,
    # Who has a link has no cookie yet: the secret in it is what lets them in.
    "resume.landing": Access.ANYONE,
    "resume.follow": Access.ANYONE,
    "privacy.statement": Access.ANYONE,
    "privacy.own": Access.RESPONDENT,
    "privacy.download": Access.RESPONDENT,
    "privacy.confirm": Access.RESPONDENT,
    "privacy.erase": Access.RESPONDENT,
    "privacy.gone": Access.ANYONE,
}


def install(app: Flask) -> None:
    """Puts the matrix before every request; comes after the check against forged posts."""
    app.before_request(_guard)


def _guard() -> None:
    """Raises NoSuchResponse where a respondent is needed and there is none."""
    if request.endpoint is None:
        return  # no such address or method: the error page says which
    access = ACCESS.get(request.endpoint)
    if access is None:
        abort(403)
    if access is Access.RESPONDENT and current_response() is None:
        raise NoSuchResponse


def cookie_name() -> str:
    """The respondent's cookie; the prefix makes browsers insist on HTTPS, this host and the whole site."""
    return "__Host-shikumi" if parts().https_only else "shikumi"


def token() -> str:
    """The secret token this browser holds, or an empty text."""
    return cast(str, g.get("token") or request.cookies.get(cookie_name(), ""))


def current_response() -> StoredResponse | None:
    """The response this browser may see, looked up once a request. Raises DatabaseUnavailable."""
    if "response" not in g:
        g.response = parts().respond.find(token()) if token() else None
    return cast("StoredResponse | None", g.response)


def the_response() -> StoredResponse:
    """The response of a respondent; raises NoSuchResponse."""
    response = current_response()
    if response is None:
        raise NoSuchResponse
    return response


def begin() -> StoredResponse:
    """A new response for this browser; `remember` must be called on what is sent back."""
    g.token, g.response = parts().respond.start()
    return cast(StoredResponse, g.response)


def hold(new: str) -> None:
    """This browser holds another token from now on; `remember` must be called on what is sent back."""
    g.token = new
    g.pop("response", None)


def forget(response: Response) -> Response:
    """Takes the token out of the browser."""
    response.delete_cookie(cookie_name(), path="/", secure=parts().https_only, httponly=True, samesite="Lax")
    return response


def remember(response: Response) -> Response:
    """Sends the token along, kept from today on."""
    response.set_cookie(
        cookie_name(),
        token(),
        max_age=KEPT_DAYS * DAY,
        path="/",
        secure=parts().https_only,
        httponly=True,
        samesite="Lax",
    )
    return response
