"""Keeps the domain's objects in the tables and gives them back as they were."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Insert, delete, exists, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from app.domain import diagnosis as domain
from app.domain.document import from_record, to_kept
from app.domain.ports import Draft, KeyKind, StaleResponse, StoredDiagnosis, StoredResponse
from app.domain.questionnaire import Answer
from app.store.database import writes
from app.store.lookup import BROWSER, OPENED
from app.store.models import Diagnosis, Edition, Key, Response

LOCKED = OPENED.with_for_update(of=Response.__table__)


class SqlResponses:
    """The responses kept, within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, response: StoredResponse, token_digest: str) -> None:
        """Keeps a new response, and the SHA-256 of its first browser's token as a key to it."""
        started = response.created_at
        self._session.add(Response(id=response.id, created_at=started, **_columns(response)))
        self._session.flush()
        self._session.add(Key(digest=token_digest, response_id=response.id, kind=KeyKind.BROWSER, created_at=started))
        self._session.flush()

    def by_token(self, token_digest: str) -> StoredResponse | None:
        """The response a browser's token opens; in a transaction that writes nobody else changes it meanwhile."""
        connection = self._session.connection()
        wanted = LOCKED if writes(connection) else OPENED  # SQLite holds the lock of the whole database already
        found = connection.execute(wanted, {"digest": token_digest, **BROWSER}).first()
        return response_of(found) if found else None

    def save(self, response: StoredResponse) -> StoredResponse:
        """Keeps new answers and times and gives the new version; raises StaleResponse where that was done since."""
        kept = _columns(response) | {"version": response.version + 1}
        unchanged = (Response.id == response.id, Response.version == response.version)
        saved = self._session.scalar(update(Response).where(*unchanged).values(**kept).returning(Response))
        if saved is None:
            raise StaleResponse(response.id)
        return response_of(saved)

    def erase(self, response_id: str) -> None:
        """Erases a response; the database takes its diagnoses and keys along."""
        self._session.execute(delete(Response).where(Response.id == response_id))

    def erase_untouched(self, since: datetime, limit: int) -> int:
        """Erases those neither saved nor submitted since then, the oldest first, and gives how many."""
        not_submitted = or_(Response.submitted_at.is_(None), Response.submitted_at < since)
        wanted = select(Response.id).where(Response.updated_at < since, not_submitted)
        wanted = wanted.order_by(Response.updated_at).limit(limit).with_for_update(skip_locked=True)
        ids = self._session.scalars(wanted).all()
        if ids:
            self._session.execute(delete(Response).where(Response.id.in_(ids)))
        return len(ids)


class SqlDiagnoses:
    """The diagnoses kept, within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, diagnosis: StoredDiagnosis) -> None:
        """Keeps a diagnosis, whose response and editions must be kept already."""
        made = diagnosis.diagnosis
        self._session.add(
            Diagnosis(
                id=diagnosis.id,
                response_id=diagnosis.response_id,
                questionnaire_digest=made.questionnaire.digest,
                rules_digest=made.rules.digest,
                created_at=diagnosis.created_at,
                record=to_kept(made),
            )
        )
        self._session.flush()

    def latest(self, response_id: str) -> StoredDiagnosis | None:
        """The newest diagnosis of a response, if any."""
        of_response = select(Diagnosis).where(Diagnosis.response_id == response_id)
        return _diagnosis(self._session.scalar(of_response.order_by(Diagnosis.number.desc()).limit(1)))

    def get(self, id_: str) -> StoredDiagnosis | None:
        """The diagnosis with that id, if any."""
        return _diagnosis(self._session.scalar(select(Diagnosis).where(Diagnosis.id == id_)))

    def of_response(self, response_id: str) -> list[StoredDiagnosis]:
        """Every diagnosis of a response, oldest first."""
        wanted = select(Diagnosis).where(Diagnosis.response_id == response_id).order_by(Diagnosis.number)
        return [_stored(row) for row in self._session.scalars(wanted)]

    def page(self, after: str | None, limit: int, since: datetime | None = None) -> list[StoredDiagnosis]:
        """The next `limit` responses' latest diagnoses, oldest first; `after` ended the page before."""
        newer = aliased(Diagnosis)
        of_same = newer.response_id == Diagnosis.response_id
        wanted = select(Diagnosis).where(~exists().where(of_same, newer.number > Diagnosis.number))
        if after is not None:
            last = select(newer.number).where(newer.id == after).scalar_subquery()
            wanted = wanted.where(Diagnosis.number > last)
        if since is not None:
            wanted = wanted.where(Diagnosis.created_at >= since)
        return [_stored(row) for row in self._session.scalars(wanted.order_by(Diagnosis.number).limit(limit))]


class SqlEditions:
    """The editions kept, within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, kind: str, edition: domain.Edition, files: Mapping[str, bytes]) -> None:
        """Keeps the files of an edition; does nothing where its digest is kept already, or is just being kept."""
        if self._session.scalar(select(Edition.digest).where(Edition.digest == edition.digest)):
            return
        encoded = {path: base64.b64encode(content).decode("ascii") for path, content in files.items()}
        values = {"kind": kind, "id": edition.id, "edition": edition.edition, "digest": edition.digest}
        self._session.execute(_insert_unless_there(self._session, values | {"files": encoded}))

    def files(self, digest: str) -> Mapping[str, bytes] | None:
        """The files with that digest, if kept."""
        found = self._session.scalar(select(Edition.files).where(Edition.digest == digest))
        return {path: base64.b64decode(content) for path, content in found.items()} if found is not None else None


def _insert_unless_there(session: Session, values: Mapping[str, Any]) -> Insert:
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(Edition).values(**values).on_conflict_do_nothing()
    return postgresql.insert(Edition).values(**values).on_conflict_do_nothing()


def _columns(response: StoredResponse) -> dict[str, Any]:
    """What a save may change."""
    return {
        "questionnaire_id": response.questionnaire.id,
        "questionnaire_edition": response.questionnaire.edition,
        "questionnaire_digest": response.questionnaire.digest,
        "answers": {name: list(v) if isinstance(v, tuple) else v for name, v in response.answers.items()},
        "drafts": {name: {"typed": list(d.typed), "answer": d.answer} for name, d in response.drafts.items()},
        "version": response.version,
        "updated_at": response.updated_at,
        "submitted_at": response.submitted_at,
    }


def response_of(row: Any) -> StoredResponse:
    """The response that a row has, however the row was come by."""
    edition = domain.Edition(row.questionnaire_id, row.questionnaire_edition, row.questionnaire_digest)
    answers: dict[str, Answer] = {name: tuple(v) if isinstance(v, list) else v for name, v in row.answers.items()}
    return StoredResponse(
        id=row.id,
        questionnaire=edition,
        answers=answers,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        submitted_at=row.submitted_at,
        drafts={name: Draft(tuple(d["typed"]), d["answer"]) for name, d in (row.drafts or {}).items()},
    )


def _diagnosis(row: Diagnosis | None) -> StoredDiagnosis | None:
    return None if row is None else _stored(row)


def _stored(row: Diagnosis) -> StoredDiagnosis:
    return StoredDiagnosis(row.id, row.response_id, row.created_at, from_record(row.record))
