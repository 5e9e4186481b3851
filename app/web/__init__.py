"""The site: blueprints by feature over the services."""

from __future__ import annotations

from flask import Flask

from app.web import access, errors, health, respond, result, security, words
from app.web import parts as handed
from app.web.parts import Parts


def create_web(parts: Parts, secret_key: str, proxies: int = 0) -> Flask:
    """The WSGI application. Touches neither database nor network until a request comes."""
    app = Flask(__name__)
    handed.install(app, parts)
    security.configure(app, secret_key, parts.https_only)
    security.install(app, parts.https_only)
    access.install(app)
    words.install(app)
    errors.install(app)
    for blueprint in (respond.blueprint, result.blueprint, health.blueprint):
        app.register_blueprint(blueprint)
    security.trust_proxies(app, proxies)
    return app


__all__ = ["Parts", "create_web"]
