"""A respondent goes on elsewhere: a secret link opens the same response in a browser of its own right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.ports import Clock, KeyKind, Store, StoredKey, StoredResponse, UnitOfWork
from app.services.respond import open_response, plausible, token_digest
from app.services.retention import KEPT, last_touched

LINK_DAYS = 30
MOST_OPEN_LINKS = 5
MOST_LINKS, MOST_BROWSERS = 50, 100
"""How many keys of a response are remembered; the oldest are forgotten, so that nobody can fill the table."""


class NoSuchLink(Exception):
    """Raised when a text is no link that was ever given out, or its response was erased."""


class LinkEnded(Exception):
    """Raised when a link has expired or was revoked."""


class TooManyLinks(Exception):
    """Raised when a link is asked for while as many are open as may be."""


class WouldReplace(Exception):
    """Raised when a link is followed in a browser that has another response open, which it would lose."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a response can be opened from: the links not ended, oldest first, and the number of browsers."""

    links: tuple[StoredKey, ...]
    browsers: int

    @property
    def may_add(self) -> bool:
        """Whether another link may be asked for."""
        return len(self.links) < MOST_OPEN_LINKS


@dataclass(frozen=True, slots=True)
class Landing:
    """What a link meets in the browser it was opened in: the same response (`here`), another (`replaces`) or none."""

    here: bool
    replaces: StoredResponse | None


class Resume:
    """The use cases around secret links; tokens are 32 random bytes, of which only the SHA-256 is kept."""

    def __init__(self, store: Store, clock: Clock, new_token: Callable[[], str]) -> None:
        self._store = store
        self._clock = clock
        self._new_token = new_token

    def opened(self, token: str) -> Opened:
        """Where the response of that token can be opened from. Raises NoSuchResponse."""
        with self._store.reading() as work:
            return self._opened(work, open_response(work, token).id)

    def _opened(self, work: UnitOfWork, response_id: str) -> Opened:
        now = self._clock()
        links = work.keys.of_response(response_id, KeyKind.LINK)
        browsers = work.keys.of_response(response_id, KeyKind.BROWSER)
        return Opened(tuple(link for link in links if link.opens_at(now)), len(browsers))

    def make_link(self, token: str) -> str:
        """A new link to the response of that token: its secret, told this once. Raises NoSuchResponse, TooManyLinks.

        It ends after 30 days, or when the response would be erased if it is left as it is now.
        """
        link, now = self._new_token(), self._clock()
        with self._store.writing() as work:
            response = open_response(work, token)
            if not self._opened(work, response.id).may_add:
                raise TooManyLinks(response.id)
            work.keys.add(StoredKey(token_digest(link), response.id, KeyKind.LINK, now, _end(response, now)))
            work.keys.keep_newest(response.id, KeyKind.LINK, MOST_LINKS)
        return link

    def revoke(self, token: str, other_browsers: bool = False) -> None:
        """Ends all links to the response of that token, and where asked shuts every other browser out.

        Raises NoSuchResponse.
        """
        with self._store.writing() as work:
            response = open_response(work, token)
            work.keys.revoke_links(response.id, self._clock())
            if other_browsers:
                work.keys.drop_browsers(response.id, token_digest(token))

    def look(self, link: str, held: str) -> Landing:
        """What following a link would do in a browser that holds the token `held`, which may be empty.

        Changes nothing. Raises NoSuchLink, LinkEnded.
        """
        with self._store.reading() as work:
            key = self._usable(work, link)
            own = work.responses.by_token(token_digest(held)) if plausible(held) else None
        here = own is not None and own.id == key.response_id
        return Landing(here, None if here else own)

    def follow(self, link: str, held: str, replace: bool = False) -> str:
        """Opens the response of a link; gives the token that the browser is to hold from now on.

        Every other browser keeps its own. Raises NoSuchLink, LinkEnded, and WouldReplace where the browser has another
        response open and `replace` does not say that this is known.
        """
        landing = self.look(link, held)
        if landing.here:
            return held
        if landing.replaces and not replace:
            raise WouldReplace(landing.replaces.id)
        token, now = self._new_token(), self._clock()
        with self._store.writing() as work:
            key = self._usable(work, link)
            work.keys.add(StoredKey(token_digest(token), key.response_id, KeyKind.BROWSER, now))
            work.keys.keep_newest(key.response_id, KeyKind.BROWSER, MOST_BROWSERS)
        return token

    def _usable(self, work: UnitOfWork, link: str) -> StoredKey:
        key = work.keys.get(token_digest(link)) if plausible(link) else None
        if key is None or key.kind is not KeyKind.LINK:
            raise NoSuchLink
        if not key.opens_at(self._clock()):
            raise LinkEnded(key.response_id)
        return key


def _end(response: StoredResponse, now: datetime) -> datetime:
    return min(now + timedelta(days=LINK_DAYS), last_touched(response) + KEPT)
