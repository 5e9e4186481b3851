"""The site: blueprints by feature over the services."""

from __future__ import annotations

from flask import Flask

from app.domain.fair_use import FairUse
from app.web import (
    access,
    drawn,
    errors,
    field_words,
    glossary,
    health,
    languages,
    limits,
    privacy,
    reading,
    receipt,
    respond,
    result,
    resume,
    security,
    words,
)
from app.web import parts as handed
from app.web.parts import Parts


def create_web(parts: Parts, secret_key: str, proxies: int = 0, fair_use: FairUse | None = None) -> Flask:
    """The WSGI application. Touches neither database nor network until a request comes."""
    app = Flask(__name__)
    handed.install(app, parts)
    security.configure(app, secret_key, parts.https_only)
    security.install(app, parts.https_only)
    limits.install(app, fair_use or FairUse())
    access.install(app)
    languages.install(app)
    words.install(app)
    field_words.install(app, parts)
    reading.install(app)
    drawn.install(app, parts)
    errors.install(app)
    resume.install(app)
    for blueprint in (
        respond.blueprint,
        respond.quick_blueprint,
        receipt.blueprint,
        result.blueprint,
        health.blueprint,
        languages.blueprint,
        glossary.blueprint,
        resume.blueprint,
        privacy.blueprint,
    ):
        app.register_blueprint(blueprint)
    security.trust_proxies(app, proxies)
    return app


__all__ = ["Parts", "create_web"]
