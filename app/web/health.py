"""Whether the site is well, for whoever watches it."""

from __future__ import annotations

from flask import Blueprint

from app.web.parts import parts

blueprint = Blueprint("health", __name__)
PROBE = "health"


@blueprint.get("/healthz")
def check() -> dict[str, str]:
    """Answers 200 where the database answers, else the page for 503."""
    parts().respond.find(PROBE)
    return {"status": "ok"}
