"""The tables."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, ForeignKey, Integer, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
DIGEST = String(64)
ID = String(64)
NUMBER = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts up by itself only in an INTEGER


class UtcTime(TypeDecorator[datetime]):
    """A time with its zone: kept in UTC, given back in UTC by every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuses a time without a zone with ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time to be stored must have a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """SQLite gives the time without its zone, PostgreSQL in the connection's."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables."""

    metadata = MetaData(naming_convention=NAMES)


class Response(Base):
    """One respondent's answers so far, and beside them what was typed and is none."""

    __tablename__ = "responses"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    questionnaire_id: Mapped[str] = mapped_column(String(100))
    questionnaire_edition: Mapped[str] = mapped_column(String(100))
    questionnaire_digest: Mapped[str] = mapped_column(DIGEST)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    drafts: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Key(Base):
    """A secret token that opens a response, known by its SHA-256 only: a browser's cookie or a link."""

    __tablename__ = "keys"

    digest: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    response_id: Mapped[str] = mapped_column(ForeignKey(Response.id, ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Edition(Base):
    """The files of one edition of a questionnaire or rule pack: path → content in base64."""

    __tablename__ = "editions"

    digest: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    id: Mapped[str] = mapped_column(String(100))
    edition: Mapped[str] = mapped_column(String(100))
    files: Mapped[dict[str, str]] = mapped_column(JSON)


class Diagnosis(Base):
    """One diagnosis, its whole record. `number` says which was made first; both its editions are kept."""

    __tablename__ = "diagnoses"

    number: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    response_id: Mapped[str] = mapped_column(ForeignKey(Response.id, ondelete="CASCADE"), index=True)
    questionnaire_digest: Mapped[str] = mapped_column(ForeignKey(Edition.digest))
    rules_digest: Mapped[str] = mapped_column(ForeignKey(Edition.digest))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    record: Mapped[dict[str, Any]] = mapped_column(JSON)
