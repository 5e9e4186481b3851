"""What services need from the outside, as protocols; the store and the report implement them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.changes import Proposal
from app.domain.diagnosis import Diagnosis, Edition
from app.domain.errors import ProblemsFound
from app.domain.evaluation import Engine
from app.domain.presentation import Presentation
from app.domain.questionnaire import Answer, Questionnaire
from app.domain.rules import RulePack


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """One respondent's answers so far, each valid by itself when it was given. `version` counts the saves.

    Two of them may contradict each other after one was changed (more dedicated people than people): that is told when
    it happens and once more when the response is submitted.
    """

    id: str
    questionnaire: Edition
    answers: Mapping[str, Answer]
    version: int
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class StoredDiagnosis:
    """A diagnosis of a response, as it was made."""

    id: str
    response_id: str
    created_at: datetime
    diagnosis: Diagnosis


class StaleResponse(Exception):
    """Raised when a response was saved by someone else since it was read."""


class NoSuchResponse(Exception):
    """Raised when a token opens no response."""


class EditionMissing(Exception):
    """Raised when the files a diagnosis was made with are not kept, or are not what they were."""


class DatabaseUnavailable(ProblemsFound):
    """Raised when the database cannot be opened or used: nothing was kept. Never tells a password."""


class Responses(Protocol):
    """The responses kept."""

    def add(self, response: StoredResponse, token_digest: str) -> None:
        """Keeps a new response that is found again by the SHA-256 of its secret token."""

    def by_token(self, token_digest: str) -> StoredResponse | None:
        """The response that token opens, if any; in a transaction that writes nobody else changes it meanwhile."""

    def save(self, response: StoredResponse) -> StoredResponse:
        """Keeps new answers and times and gives the new version; raises StaleResponse where that was done since."""


class Diagnoses(Protocol):
    """The diagnoses kept."""

    def add(self, diagnosis: StoredDiagnosis) -> None:
        """Keeps a diagnosis."""

    def latest(self, response_id: str) -> StoredDiagnosis | None:
        """The newest diagnosis of a response, if any."""

    def get(self, id_: str) -> StoredDiagnosis | None:
        """The diagnosis with that id, if any."""

    def page(self, after: str | None, limit: int, since: datetime | None = None) -> Sequence[StoredDiagnosis]:
        """The next `limit` responses' latest diagnoses, oldest first, those made before `since` left out.

        `after` is the id of the diagnosis that ended the page before. Pages fit together within one transaction.
        """


class Editions(Protocol):
    """The files of every questionnaire and rule pack a kept diagnosis was made with, so that it can always be read."""

    def keep(self, kind: str, edition: Edition, files: Mapping[str, bytes]) -> None:
        """Keeps the files of an edition; does nothing where its digest is kept already."""

    def files(self, digest: str) -> Mapping[str, bytes] | None:
        """The files with that digest, if kept."""


class UnitOfWork(Protocol):
    """One transaction: committed when left normally, undone when left by an exception."""

    responses: Responses
    diagnoses: Diagnoses
    editions: Editions


class Store(Protocol):
    """Opens transactions."""

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction that only reads."""

    def writing(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction that writes; acknowledged to the caller only once it is on disk."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """A questionnaire and a rule pack for it."""

    questionnaire: Questionnaire
    pack: RulePack


class Library(Protocol):
    """The questionnaire and rule pack in use, and those that kept diagnoses were made with."""

    @property
    def current(self) -> Definitions:
        """What is asked and judged by now."""

    @property
    def engine(self) -> Engine:
        """The engine that runs the current rule pack."""

    @property
    def questionnaire_files(self) -> Mapping[str, bytes]:
        """The files of the current questionnaire."""

    @property
    def pack_files(self) -> Mapping[str, bytes]:
        """The files of the current rule pack."""

    def definitions(self, diagnosis: Diagnosis) -> Definitions:
        """What a kept diagnosis was made with, so that it reads as it did then; raises EditionMissing."""

    def proposals(self, diagnosis: Diagnosis) -> tuple[Proposal, ...]:
        """What would change the conclusions of a diagnosis under its own rules; raises EditionMissing."""


class ReportMaker(Protocol):
    """Makes the PDF report."""

    def pdf(self, presentation: Presentation, made_at: datetime) -> bytes:
        """The report as a PDF, byte for byte the same for the same diagnosis."""


Clock = Callable[[], datetime]
"""Gives the time, in UTC with its zone."""
