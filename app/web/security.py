"""What every response carries, and what every post must bring."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from flask import Flask, Request, Response, current_app, request, session
from flask_wtf.csrf import CSRFProtect, generate_csrf
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from app.web.access import KEPT_DAYS

MOST_BYTES = 256 * 1024
MOST_PARTS = 500
OWN = "_csrf"
"""The field of a form's token, and where Flask-WTF keeps a session's own one, which it signs for every form."""
YEAR = 365 * 24 * 60 * 60

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",  # no-referrer would fail the check against forged posts over HTTPS
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class BoundedRequest(Request):
    """A request whose form, once it was refused, is empty: the page that says so may ask for it again."""

    def _load_form_data(self) -> None:
        try:
            super()._load_form_data()
        except HTTPException:
            self.__dict__.update(form=ImmutableMultiDict(), files=ImmutableMultiDict())
            raise


def configure(app: Flask, secret_key: str, https_only: bool) -> None:
    """Sets the limits on what is read, the cookie of the session and the check against forged posts."""
    app.config.update(
        SECRET_KEY=secret_key,
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES,
        MAX_FORM_PARTS=MOST_PARTS,
        SESSION_COOKIE_NAME="__Host-session" if https_only else "session",
        SESSION_COOKIE_SECURE=https_only,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        PERMANENT_SESSION_LIFETIME=timedelta(days=KEPT_DAYS),
        SEND_FILE_MAX_AGE_DEFAULT=YEAR,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_FIELD_NAME=OWN,  # no question's name begins with an underscore
    )


def install(app: Flask, https_only: bool) -> None:
    """Checks every post and adds the headers to every response."""
    app.request_class = BoundedRequest

    @app.before_request
    def read_form() -> None:
        """Before anything asks for the form: one that is too large is refused whatever the address, and only once."""
        len(request.form)

    CSRFProtect(app)
    app.jinja_env.globals["form_token"] = form_token

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if https_only:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
        if request.endpoint != "static" or response.status_code >= 400:  # noqa: PLR2004
            response.headers["Cache-Control"] = "no-store"
        return response


def trust_proxies(app: Flask, proxies: int) -> None:
    """Believes what that many reverse proxies in front say about the visitor."""
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )


def form_token() -> str:
    """The token a form brings back; its cookie is kept as long as the answers are.

    Signing it takes as long as a tenth of a page, and every page has one.
    """
    if not session.permanent:
        session.permanent = True
    own = session.get(OWN)
    return _signed(current_app.secret_key, own) if own else str(generate_csrf())


@lru_cache(10_000)
def _signed(_: str | bytes | None, __: str) -> str:
    """The token for a session's own one; signed once, since a token has no end of its own."""
    return str(generate_csrf())
