"""The receipt: what was received and when, how to come back, and the way to the result."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from app.domain.unsaid import unsaid
from app.web.access import KEPT_DAYS, the_response, token
from app.web.depth import full
from app.web.parts import parts
from app.web.progress import progress

blueprint = Blueprint("receipt", __name__)


@blueprint.get("/results/<diagnosis_id>/receipt")
def page(diagnosis_id: str) -> str:
    """The receipt of the answers that a diagnosis was made from."""
    stored = parts().diagnose.result(token(), diagnosis_id) or abort(404)
    made_with = parts().library.definitions(stored.diagnosis).questionnaire
    left = unsaid(made_with, stored.diagnosis)
    received = [
        (section.title, sum(question.id not in left for question in section.questions))
        for section in made_with.sections
    ]
    return render_template(
        "receipt.html",
        stored=stored,
        received=received,
        total=sum(count for _, count in received),
        open=progress(the_response()).open,
        full=full(),
        kept_days=KEPT_DAYS,
    )
