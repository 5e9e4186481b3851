"""The result of a diagnosis, as a page and as a PDF, for the browser that answered."""

from __future__ import annotations

from itertools import chain, islice

from flask import Blueprint, Response, abort, make_response, render_template

from app.domain.ports import StoredDiagnosis
from app.domain.presentation import Presentation
from app.domain.presenting import present
from app.web.access import token
from app.web.parts import parts
from app.web.words import JAPAN, language, moment, say

FIRST_ACTIONS = 3

blueprint = Blueprint("result", __name__, url_prefix="/results")


@blueprint.get("/<diagnosis_id>")
def page(diagnosis_id: str) -> str:
    """Everything that was concluded, with the reasons."""
    stored = _stored_or_404(diagnosis_id)
    shown = _presentation(stored)
    actions = chain.from_iterable(horizon.actions for horizon in shown.horizons)
    return render_template(
        "result.html",
        stored=stored,
        made=moment(stored.created_at),
        shown=shown,
        first_actions=list(islice(actions, FIRST_ACTIONS)),
        severities=_by_severity(shown),
        groups=list(dict.fromkeys(task.group for task in shown.tasks)),
    )


@blueprint.get("/<diagnosis_id>/report.pdf")
def report(diagnosis_id: str) -> Response:
    """The report to keep and hand on."""
    stored = _stored_or_404(diagnosis_id)
    response = make_response(parts().reports.pdf(_presentation(stored), stored.created_at))
    response.mimetype = "application/pdf"
    name = say("web.result.file", day=f"{stored.created_at.astimezone(JAPAN):%Y%m%d}")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _stored_or_404(diagnosis_id: str) -> StoredDiagnosis:
    return parts().diagnose.result(token(), diagnosis_id) or abort(404)


def _presentation(stored: StoredDiagnosis) -> Presentation:
    library = parts().library
    made_with, proposals = library.definitions(stored.diagnosis), library.proposals(stored.diagnosis)
    return present(stored.diagnosis, made_with.questionnaire, made_with.pack, parts().wording, language(), proposals)


def _by_severity(shown: Presentation) -> list[tuple[str, int]]:
    """How many findings there are of each severity, in the order they are listed."""
    titles = [finding.severity_title for finding in shown.findings]
    return [(title, titles.count(title)) for title in dict.fromkeys(titles)]
