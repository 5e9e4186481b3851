"""What services need from the outside, as protocols; the store and the report implement them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from app.domain.changes import Proposal
from app.domain.diagnosis import Diagnosis, Edition
from app.domain.errors import ProblemsFound
from app.domain.evaluation import Engine
from app.domain.foremost import Foremost
from app.domain.influence import Addition, Part
from app.domain.presentation import Presentation
from app.domain.questionnaire import Answer, Questionnaire
from app.domain.rules import RulePack


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed at a question and could not be kept as its answer: it is wrong, or contradicts another answer.

    `typed` is what stands in its field, or the options chosen; `answer` the whole number it was read as, if one.
    """

    typed: tuple[str, ...]
    answer: int | None = None


NO_DRAFTS: Mapping[str, Draft] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """One respondent's answers so far, valid together. `version` counts the saves.

    `drafts` are what was typed last at questions where that is no answer; an earlier answer may be kept beside it.
    """

    id: str
    questionnaire: Edition
    answers: Mapping[str, Answer]
    version: int
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None
    drafts: Mapping[str, Draft] = field(default_factory=dict)

    @property
    def shown(self) -> Mapping[str, Answer | Draft]:
        """What stands at each question: what was typed last, be it an answer or not."""
        return {**self.answers, **self.drafts}


@dataclass(frozen=True, slots=True)
class StoredDiagnosis:
    """A diagnosis of a response, as it was made."""

    id: str
    response_id: str
    created_at: datetime
    diagnosis: Diagnosis


class KeyKind(StrEnum):
    """What holds a secret token that opens a response: a browser's cookie, or a link to go on elsewhere."""

    BROWSER = "browser"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class StoredKey:
    """The SHA-256 of a secret token that opens a response; a browser's has no end of its own."""

    digest: str
    response_id: str
    kind: KeyKind
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None

    def opens_at(self, now: datetime) -> bool:
        """Whether it opens its response at that time."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


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
        """Keeps a new response that is found again by the SHA-256 of its first browser's secret token."""

    def by_token(self, token_digest: str) -> StoredResponse | None:
        """The response a browser's token opens, if any; in a transaction that writes nobody else changes it meanwhile.

        The token of a link opens nothing here.
        """

    def save(self, response: StoredResponse) -> StoredResponse:
        """Keeps new answers and times and gives the new version; raises StaleResponse where that was done since."""

    def erase(self, response_id: str) -> None:
        """Erases a response with its diagnoses and keys; does nothing where it is gone already."""

    def erase_untouched(self, since: datetime, limit: int) -> int:
        """Erases up to `limit` responses neither saved nor submitted since then, with their diagnoses and keys.

        Gives how many. Leaves those out that somebody else is changing at this moment.
        """


class Keys(Protocol):
    """The tokens that open responses, by their SHA-256."""

    def add(self, key: StoredKey) -> None:
        """Keeps a key of a response that is kept."""

    def get(self, digest: str) -> StoredKey | None:
        """The key with that digest, if any; in a transaction that writes nobody else changes its response meanwhile."""

    def of_response(self, response_id: str, kind: KeyKind) -> Sequence[StoredKey]:
        """The keys of that kind to a response, oldest first."""

    def revoke_links(self, response_id: str, at: datetime) -> None:
        """Ends every link to a response; when one of them ended already, that stays its time."""

    def drop_browsers(self, response_id: str, but: str) -> None:
        """Forgets the keys of all browsers but the one with that digest."""

    def keep_newest(self, response_id: str, kind: KeyKind, count: int) -> None:
        """Forgets all but the newest `count` keys of that kind."""


class Diagnoses(Protocol):
    """The diagnoses kept."""

    def add(self, diagnosis: StoredDiagnosis) -> None:
        """Keeps a diagnosis."""

    def latest(self, response_id: str) -> StoredDiagnosis | None:
        """The newest diagnosis of a response, if any."""

    def get(self, id_: str) -> StoredDiagnosis | None:
        """The diagnosis with that id, if any."""

    def of_response(self, response_id: str) -> Sequence[StoredDiagnosis]:
        """Every diagnosis of a response, oldest first."""

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
    keys: Keys
    diagnoses: Diagnoses
    editions: Editions


class Store(Protocol):
    """Opens transactions."""

    def find(self, token_digest: str) -> StoredResponse | None:
        """What `by_token` finds, where nothing else is asked in the same transaction: at a fraction of its cost."""

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

    @property
    def influence(self) -> Mapping[str, tuple[Part, ...]]:
        """For every question asked now, the parts of a result its answer can change, nearest first."""

    @property
    def foremost(self) -> Mapping[str, Foremost]:
        """For every question asked now that reaches any, the finding or action that tells most of what it is for."""

    def questionnaire(self, digest: str) -> Questionnaire | None:
        """The edition of the questionnaire with that digest, if it is in use or kept."""

    def proposals(self, diagnosis: Diagnosis) -> tuple[Proposal, ...]:
        """What would change the conclusions of a diagnosis under its own rules; raises EditionMissing."""

    def adds_most(self, diagnosis: Diagnosis, count: int = 1) -> tuple[Addition, ...]:
        """The open questions whose answers would add most to a diagnosis, best first; none for an old edition."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a report says of itself: its id, when the diagnosis was made, whether it is marked 社外秘 (confidential)."""

    report_id: str
    made_at: datetime
    confidential: bool = False


class ReportMaker(Protocol):
    """Makes what people take away from a diagnosis, byte for byte the same for the same diagnosis and imprint."""

    def pdf(self, presentation: Presentation, imprint: Imprint) -> bytes:
        """The report as a PDF."""

    def workbook(self, presentation: Presentation, imprint: Imprint) -> bytes:
        """The workbook as XLSX."""

    def drawing(self, name: str, presentation: Presentation) -> str:
        """A drawing as an SVG element to stand in a page; raises KeyError for a name nobody draws."""


Clock = Callable[[], datetime]
"""Gives the time, in UTC with its zone."""
