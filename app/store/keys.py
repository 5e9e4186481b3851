"""Keeps the tokens that open responses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.ports import KeyKind, StoredKey
from app.store.database import writes
from app.store.models import Key, Response


class SqlKeys:
    """The keys kept, within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, key: StoredKey) -> None:
        """Keeps a key, whose response must be kept already."""
        self._session.add(
            Key(
                digest=key.digest,
                response_id=key.response_id,
                kind=key.kind,
                created_at=key.created_at,
                expires_at=key.expires_at,
                revoked_at=key.revoked_at,
            )
        )
        self._session.flush()

    def get(self, digest: str) -> StoredKey | None:
        """The key with that digest; in a transaction that writes its response is locked before the key is read."""
        if writes(self._session.connection()):
            opened = select(Response.id).join(Key, Key.response_id == Response.id).where(Key.digest == digest)
            self._session.execute(opened.with_for_update(of=Response))
        found = self._session.scalar(select(Key).where(Key.digest == digest))
        return _stored(found) if found else None

    def of_response(self, response_id: str, kind: KeyKind) -> list[StoredKey]:
        """The keys of that kind to a response, oldest first."""
        wanted = select(Key).where(Key.response_id == response_id, Key.kind == kind)
        return [_stored(row) for row in self._session.scalars(wanted.order_by(Key.created_at, Key.digest))]

    def revoke_links(self, response_id: str, at: datetime) -> None:
        """Ends the links to a response that were not revoked before."""
        links = (Key.response_id == response_id, Key.kind == KeyKind.LINK, Key.revoked_at.is_(None))
        self._session.execute(update(Key).where(*links).values(revoked_at=at))

    def drop_browsers(self, response_id: str, but: str) -> None:
        """Forgets the keys of all browsers but one."""
        others = (Key.response_id == response_id, Key.kind == KeyKind.BROWSER, Key.digest != but)
        self._session.execute(delete(Key).where(*others))

    def keep_newest(self, response_id: str, kind: KeyKind, count: int) -> None:
        """Forgets all but the newest `count` keys of that kind."""
        of_kind = (Key.response_id == response_id, Key.kind == kind)
        older = select(Key.digest).where(*of_kind).order_by(Key.created_at.desc(), Key.digest.desc()).offset(count)
        digests = self._session.scalars(older).all()
        if digests:
            self._session.execute(delete(Key).where(Key.digest.in_(digests)))


def _stored(row: Key) -> StoredKey:
    return StoredKey(
        digest=row.digest,
        response_id=row.response_id,
        kind=KeyKind(row.kind),
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )
