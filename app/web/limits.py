"""Fair use: what each route counts as, as data, and the counting for each address.

How it counts, and what happens when that fails: docs/decisions/0007-fair-use.md.
"""

from __future__ import annotations

import hmac
import logging
import math
import time
from functools import cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, cast

from flask import Flask, current_app, request
from flask_limiter import ApplicationLimit, Limiter, RequestLimit
from limits.errors import StorageError

from app.domain.fair_use import MEMORY, OTHERS, FairUse
from app.web.counting import CountedHere

HOUR = 60 * 60
COUNTED = {
    "respond.start": "starts",
    "respond.save_section": "saves",
    "respond.autosave": "autosaves",
    "respond.submit": "submissions",
    "quick.start": "starts",
    "quick.save_section": "saves",
    "quick.autosave": "autosaves",
    "quick.submit": "submissions",
    "result.report": "pdfs",
    "result.workbook": "pdfs",  # whoever takes both takes two
    "resume.make": "links",
    "resume.revoke": "links",
    "resume.follow": "links",
    "privacy.download": "downloads",
}
"""What a route counts as: a name in `ALLOWED`.

A post to a route without a row counts among the others, so that none goes uncounted.
"""

PATIENCE_SECONDS = 0.5
EXTENSION = "shikumi-limits"
log = logging.getLogger(__name__)


def install(app: Flask, fair_use: FairUse) -> None:
    """Counts before every request; comes after the check against forged posts and before the database is asked."""
    allowed = fair_use.allowed
    if not allowed:
        return

    def amount() -> str:
        name = counted_as()
        return f"{allowed[name]} per hour" if name else ""

    shared = fair_use.storage != MEMORY
    limiter = Limiter(
        _address,
        application_limits=[ApplicationLimit(limit_provider=amount, scope=lambda _: counted_as())],
        strategy="fixed-window",
        storage_uri=fair_use.storage if shared else f"{CountedHere.SCHEME}://",
        storage_options=cast("dict[str, str | int]", _server_options() if shared else {}),
        in_memory_fallback_enabled=shared,
        swallow_errors=True,
        on_breach=_tell_of_proxies,
    )
    limiter.init_app(app)
    app.extensions[EXTENSION] = limiter


def counted_as() -> str:
    """What this request counts as; nothing where it only reads."""
    if request.method == "OPTIONS":
        return ""
    return COUNTED.get(request.endpoint or "", OTHERS if request.method == "POST" else "")


def seconds_to_wait() -> int:
    """How long this address must wait before what it has had too much of is allowed again."""
    limiter: Limiter | None = current_app.extensions.get(EXTENSION)
    reached = limiter.current_limit if limiter else None
    try:
        ends = reached.reset_at if reached else 0
    except StorageError:
        log.exception("it cannot be told when a limit ends")
        return HOUR
    return min(max(math.ceil(ends - time.time()), 1), HOUR)


def _address() -> str:
    """The visitor's network as it is counted: not to be read back, so that no list of addresses comes about."""
    secret = str(current_app.secret_key).encode()
    return hmac.digest(secret, network(request.remote_addr).encode(), "sha256").hex()[:32]


def network(address: str | None) -> str:
    """What counts as one visitor: an IPv4 address, or the /64 that an IPv6 line is given as a whole.

    Whatever is no address, as over a socket file, counts as one visitor.
    """
    found = _read_address(address)
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if isinstance(found, IPv6Address):
        return str(IPv6Network((found.packed, 64), strict=False))
    return str(found or "unknown")


def _read_address(address: str | None) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address((address or "").partition("%")[0])
    except ValueError:
        return None


def _tell_of_proxies(_: RequestLimit) -> None:
    """A limit reached from this machine or its own network may be a proxy's doing that speaks for all visitors."""
    found = _read_address(request.remote_addr)
    if found is None or found.is_private:
        _tell_once()


@cache
def _tell_once() -> None:
    log.warning(
        "a limit of fair use was reached from an address of this machine or its own network; "
        "if a reverse proxy stands in front, set SHIKUMI_PROXIES, or all visitors count as one"
    )


def _server_options() -> dict[str, Any]:
    """A Redis that does not answer at once is done without: nobody waits for being counted."""
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    patience = {"socket_connect_timeout": PATIENCE_SECONDS, "socket_timeout": PATIENCE_SECONDS}
    return {**patience, "retry": Retry(NoBackoff(), 0), "wrap_exceptions": True}
