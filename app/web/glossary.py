"""The terms of the diagnosis, within reach of every page."""

from __future__ import annotations

from flask import Blueprint, render_template

from app.web.parts import parts

blueprint = Blueprint("glossary", __name__)


@blueprint.get("/glossary")
def page() -> str:
    """What the terms of the questionnaire and the rules in use mean."""
    return render_template("glossary.html", terms=parts().library.current.pack.glossary.values())
