"""Going on with one's answers on another device: secret links, made on one device and followed on the other."""

from __future__ import annotations

import logging
import re

from flask import Blueprint, Flask, Response, flash, make_response, redirect, render_template, request, session, url_for

from app.services.keys import LINK_DAYS, MOST_OPEN_LINKS, LinkEnded, NoSuchLink, TooManyLinks, WouldReplace
from app.web.access import hold, remember, token
from app.web.languages import switching
from app.web.parts import parts
from app.web.qr import draw
from app.web.words import say

SEE_OTHER, NOT_FOUND, CONFLICT, GONE = 303, 404, 409, 410
FRESH_LINK, LINK = "fresh-link", "link"
LOGGERS = ("gunicorn.access", "gunicorn.error", "werkzeug")
SECRET = re.compile(r"(/resume/)[^\s\"'?#]+")

blueprint = Blueprint("resume", __name__, url_prefix="/resume")


@blueprint.get("")
def page() -> str:
    """The links that are open; the one just made is shown this once."""
    secret = session.pop(FRESH_LINK, None)
    link = url_for(".landing", link=secret, _external=True) if secret else None
    return render_template(
        "resume.html",
        link=link,
        secret=secret,
        qr=draw(link) if link else None,
        opened=parts().resume.opened(token()),
        days=LINK_DAYS,
        most=MOST_OPEN_LINKS,
    )


@blueprint.post("")
def make() -> Response:
    """Makes a link. Where there are enough already the page says so."""
    if switching():
        return _shown_again(request.form.get(LINK, ""))
    try:
        # In the signed cookie of the browser that asked, for the one request that shows it: nothing else keeps it.
        session[FRESH_LINK] = parts().resume.make_link(token())
    except TooManyLinks:
        flash(say("resume.too_many", most=MOST_OPEN_LINKS))
    return _to_page()


def _shown_again(secret: str) -> Response:
    """The page that shows a link this once, in another language: the one page whose content a reload would lose."""
    try:
        if parts().resume.look(secret, token()).here:
            session[FRESH_LINK] = secret
    except (NoSuchLink, LinkEnded) as error:
        return _leads_nowhere(error)
    return _to_page()


@blueprint.post("/revoke")
def revoke() -> Response:
    """Ends all links, and where asked shuts out every other browser."""
    others = "browsers" in request.form
    parts().resume.revoke(token(), other_browsers=others)
    session.pop(FRESH_LINK, None)
    flash(say("resume.revoked.browsers" if others else "resume.revoked"))
    return _to_page()


@blueprint.get("/<link>")
def landing(link: str) -> Response:
    """Where a link leads: a page with a button, so that whatever opens links to preview them does nothing."""
    return _landing(link)


@blueprint.post("/open")
def follow() -> Response:
    """Opens the response in this browser, under an address that tells no secret."""
    link = request.form.get(LINK, "")
    try:
        if switching():
            parts().resume.look(link, token())
            return _redirect(url_for(".landing", link=link))
        hold(parts().resume.follow(link, token(), replace="replace" in request.form))
    except WouldReplace:
        return _landing(link, CONFLICT)
    except (NoSuchLink, LinkEnded) as error:
        return _leads_nowhere(error)
    flash(say("resume.opened"))
    return remember(_redirect(url_for("respond.start_page")))


def _landing(link: str, status: int = 200) -> Response:
    try:
        met = parts().resume.look(link, token())
    except (NoSuchLink, LinkEnded) as error:
        return _leads_nowhere(error)
    response = make_response(render_template("resume_landing.html", link=link, met=met), status)
    # What this page loads and posts must not tell the address it stands at; the check of posts needs the origin.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def _leads_nowhere(error: NoSuchLink | LinkEnded) -> Response:
    code = GONE if isinstance(error, LinkEnded) else NOT_FOUND
    return make_response(render_template("resume_nowhere.html", code=code, days=LINK_DAYS), code)


def _to_page() -> Response:
    return _redirect(url_for(".page"))


def _redirect(address: str) -> Response:
    return make_response(redirect(address, SEE_OTHER))


class LinksHidden(logging.Filter):
    """Takes the secrets of links out of log lines that tell an address, such as an access log's."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every line pass, without its secrets."""
        told = record.getMessage()
        hidden = SECRET.sub(r"\1…", told)
        if hidden != told:
            record.msg, record.args = hidden, None
        return True


def install(app: Flask) -> None:
    """Keeps the secrets of links out of the logs of the application and of the server it runs in."""
    for logger in (app.logger, *map(logging.getLogger, LOGGERS)):
        logger.addFilter(LinksHidden())
