"""What is kept about respondents: the statement, and the page where they take it with them or have it erased."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

from flask import Blueprint, Response, make_response, redirect, render_template, session, url_for

from app.domain.ports import KeyKind
from app.services.keys import LINK_DAYS
from app.services.own import Everything
from app.services.retention import KEPT, KEPT_DAYS, last_touched
from app.web.access import current_response, forget, token
from app.web.own_record import record
from app.web.parts import parts
from app.web.words import JAPAN, say

SEE_OTHER = 303
MAIL = re.compile(r"[^@\s,?&]+@[^@\s,?&]+\.[^@\s,?&]+")
COOKIES = ("answers", "session", "language")

blueprint = Blueprint("privacy", __name__)


@blueprint.get("/privacy")
def statement() -> str:
    """The whole statement: what is kept, what for, how long, and what a respondent can do."""
    return render_template(
        "privacy.html",
        kept_days=KEPT_DAYS,
        link_days=LINK_DAYS,
        response=current_response(),
        cookies=COOKIES,
        operator=parts().operator,
        contact=parts().contact,
        contact_link=_link(parts().contact),
    )


@blueprint.get("/data")
def own() -> str:
    """What is kept about this respondent, and what they can do with it."""
    return render_template("own.html", kept_days=KEPT_DAYS, **_told(_everything()))


@blueprint.get("/data/answers.json")
def download() -> Response:
    """Everything, to keep."""
    now = datetime.now(UTC)
    content = json.dumps(record(_everything(), now), ensure_ascii=False, indent=2)
    response = make_response(content + "\n")
    response.mimetype = "application/json"
    name = say("privacy.file", day=f"{now.astimezone(JAPAN):%Y%m%d}")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@blueprint.get("/data/delete")
def confirm() -> str:
    """What would go, before it does."""
    return render_template("own_delete.html", **_told(_everything()))


@blueprint.post("/data/delete")
def erase() -> Response:
    """Erases everything, here and for every other device."""
    parts().own.erase(token())
    session.clear()
    return forget(make_response(redirect(url_for(".gone"), SEE_OTHER)))


@blueprint.get("/data/deleted")
def gone() -> str:
    """It is gone; where this browser has begun anew since, nothing is said that is not so."""
    return render_template("own_gone.html")


def _link(contact: str) -> str:
    """Where a contact can be followed to; empty for one that is only read, such as a telephone number."""
    if contact.startswith(("https://", "http://")):
        return contact
    return f"mailto:{contact}" if MAIL.fullmatch(contact) else ""


def _everything() -> Everything:
    return parts().own.everything(token())


def _told(everything: Everything) -> dict[str, object]:
    """What the pages say of it."""
    now = datetime.now(UTC)
    links = [key for key in everything.keys if key.kind is KeyKind.LINK and key.opens_at(now)]
    return {
        "response": everything.response,
        "diagnoses": everything.diagnoses,
        "browsers": sum(key.kind is KeyKind.BROWSER for key in everything.keys),
        "links": len(links),
        "until": last_touched(everything.response) + KEPT,
    }
