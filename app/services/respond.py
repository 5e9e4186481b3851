"""Respondents answer: a response is started, found again by its secret token, and saved at every step."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from app.domain.answers import as_rules_see, read_given
from app.domain.diagnosis import Edition
from app.domain.errors import Problem
from app.domain.ports import Clock, Draft, NoSuchResponse, StaleResponse, Store, StoredResponse, UnitOfWork
from app.domain.questionnaire import Answer, Question, Questionnaire
from app.services.drafts import draft, settle, typed_as
from app.services.merging import Merged, merge
from app.services.retention import IN_PASSING, KEPT, erase_expired, last_touched
from app.services.tabs import compare

LONGEST_TOKEN = 200
ATTEMPTS = 3
QUESTIONNAIRE = "questionnaire"
NOTHING_SEEN: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What a form brings: the texts of all its questions, and what they read as, of those that can be read.

    None clears an answer. Questions it does not name keep theirs.
    """

    typed: Mapping[str, Draft]
    raw: Mapping[str, object]

    def of(self, names: Collection[str]) -> HandedIn:
        """That of some questions."""
        typed = {name: each for name, each in self.typed.items() if name in names}
        return HandedIn(typed, {name: value for name, value in self.raw.items() if name in names})


@dataclass(frozen=True, slots=True)
class Saved:
    """What is kept now, and what is wrong with what was handed in or with answers that it makes impossible.

    Of the questions that somebody else changed since they were seen, `contested` were changed here too and are not
    kept; `faulty` were too, but could not be kept anyway; `theirs` were not, and stay as the other left them.
    """

    response: StoredResponse
    problems: tuple[Problem, ...]
    contested: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()
    faulty: frozenset[str] = frozenset()


class Respond:
    """The use cases of a respondent; `new_token` gives an unguessable text, `new_id` a unique one.

    `files` are the questionnaire's, kept along with the answers.
    """

    def __init__(
        self,
        store: Store,
        questionnaire: Questionnaire,
        clock: Clock,
        new_id: Callable[[], str],
        new_token: Callable[[], str],
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        self._store = store
        self._questionnaire = questionnaire
        self._clock = clock
        self._new_id = new_id
        self._new_token = new_token
        self._files = files or {}

    def start(self) -> tuple[str, StoredResponse]:
        """A new, empty response and the secret token that opens it, of which only the digest is kept.

        A few responses that are past their time go in passing, so that they do even where nothing else erases them.
        """
        token, now = self._new_token(), self._clock()
        response = StoredResponse(self._new_id(), edition_of(self._questionnaire), {}, 1, now, now, None)
        with self._store.writing() as work:
            erase_expired(work, now, IN_PASSING)
            work.responses.add(response, token_digest(token))
        return token, response

    def find(self, token: str) -> StoredResponse | None:
        """The response that token opens; None for any other text, and where its time is over."""
        if not plausible(token):
            return None
        found = self._store.find(token_digest(token))
        return self._settled(found) if found and self._clock() < last_touched(found) + KEPT else None

    def save(
        self,
        token: str,
        raw: Mapping[str, object],
        seen: Mapping[str, str] = NOTHING_SEEN,
        version: int | None = None,
        typed: Mapping[str, Sequence[str]] | None = None,
    ) -> Saved:
        """Keeps the valid answers among `raw`; None clears an answer, questions not named keep theirs.

        What is invalid, by itself or beside another answer, is kept as a draft, as it was `typed`, and reported; so is
        what `typed` has and `raw` has not, since it cannot be read. An earlier answer stays, unless a valid new one
        makes it impossible (the headcount falls below the dedicated people): then it becomes a draft and is reported.
        A draft stands until its question is answered or cleared, or it becomes possible; until then nothing can be
        submitted. Nothing is reported of questions that are not asked any more, which nobody could mend.

        `seen` holds the marks (`tabs.mark`) of what was shown at the questions when they were answered: one that was
        left as it was shown undoes nothing that somebody else saved meanwhile, and one that both changed is contested:
        nothing of it is kept, and that is told. The same save again is no contest.

        With `version` raises StaleResponse if another save came first; without, the answers are merged into what is
        kept by then. Raises NoSuchResponse.
        """
        texts = {name: typed_as(value) for name, value in raw.items()} | dict(typed or {})
        handed = HandedIn({name: draft(each, raw.get(name)) for name, each in texts.items()}, raw)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self._store.writing() as work:
                    return self._save(work, token, handed, seen, version)
            except StaleResponse:
                if version is not None or attempt == ATTEMPTS:
                    raise
        raise AssertionError("the last attempt returns or raises")

    def _save(
        self, work: UnitOfWork, token: str, handed: HandedIn, seen: Mapping[str, str], version: int | None
    ) -> Saved:
        stored = open_response(work, token)
        if version not in (None, stored.version):
            raise StaleResponse(stored.id)
        response = self._settled(stored)
        compared = compare(response.shown, handed.raw, handed.typed, seen)
        mine, both = handed.of(compared.mine), handed.of(compared.contested)
        merged = merge(self._questionnaire, response.answers, mine.raw, mine.typed, response.drafts)
        kept = self._keep(work, stored, merged)
        invalid = read_given(self._questionnaire, both.raw)[1]
        faulty = (compared.contested - both.raw.keys()) | {problem.subject for problem in invalid}
        path = asked(self._questionnaire, kept.answers)
        problems = (*merged.problems, *(problem for problem in invalid if problem.subject in path))
        return Saved(kept, problems, compared.contested - faulty, compared.theirs, faulty)

    def _keep(self, work: UnitOfWork, stored: StoredResponse, merged: Merged) -> StoredResponse:
        """Writes the response anew where anything about it is another than what is stored."""
        of_old = outdated(self._questionnaire, merged.answers)
        edition = stored.questionnaire if of_old else edition_of(self._questionnaire)
        changed = replace(stored, questionnaire=edition, answers=merged.answers, drafts=merged.drafts)
        if changed == stored:
            return stored
        saved = work.responses.save(replace(changed, updated_at=self._clock()))
        self._keep_edition(work, edition)
        return saved

    def _settled(self, stored: StoredResponse) -> StoredResponse:
        """The response with answers that are valid together, also where another edition allowed more."""
        answers, displaced = settle(self._questionnaire, stored.answers)
        if not displaced:
            return stored
        drafts = {name: draft for name, (draft, _) in displaced.items()}
        return replace(stored, answers=answers, drafts={**drafts, **stored.drafts})

    def _keep_edition(self, work: UnitOfWork, edition: Edition) -> None:
        """Keeps the files of the edition in use, so that answers can be told in its words after it has changed."""
        if self._files and edition == edition_of(self._questionnaire):
            work.editions.keep(QUESTIONNAIRE, edition, self._files)


@dataclass(frozen=True, slots=True)
class AsRead:
    """How a questionnaire reads answers kept: the questions asked, and those whose answer it does not take any more."""

    asked: frozenset[str]
    outdated: tuple[Question, ...]


def as_read(questionnaire: Questionnaire, kept: Mapping[str, Answer]) -> AsRead:
    """Reads answers that are valid together, though perhaps in an earlier edition."""
    known = {name: value for name, value in kept.items() if name in questionnaire.by_id}
    given, problems = read_given(questionnaire, known)
    gone = {problem.subject for problem in problems}
    path = as_rules_see(questionnaire, given).asked
    return AsRead(path, tuple(question for question in questionnaire.questions() if question.id in gone))


def asked(questionnaire: Questionnaire, kept: Mapping[str, Answer]) -> frozenset[str]:
    """The questions on the path of these answers."""
    return as_read(questionnaire, kept).asked


def outdated(questionnaire: Questionnaire, kept: Mapping[str, Answer]) -> tuple[Question, ...]:
    """The questions whose kept answer was possible in an earlier edition and is not any more, in order."""
    return as_read(questionnaire, kept).outdated


def open_response(work: UnitOfWork, token: str) -> StoredResponse:
    """The response that token opens; raises NoSuchResponse."""
    response = work.responses.by_token(token_digest(token)) if plausible(token) else None
    if response is None:
        raise NoSuchResponse
    return response


def plausible(token: str) -> bool:
    """Whether it can be a token at all, so that no other text is worked on."""
    return 0 < len(token) <= LONGEST_TOKEN and token.isascii()


def token_digest(token: str) -> str:
    """The SHA-256 of a token, in hexadecimal: what is kept in its place."""
    return hashlib.sha256(token.encode()).hexdigest()


def edition_of(questionnaire: Questionnaire) -> Edition:
    """The edition of a questionnaire."""
    return Edition(questionnaire.id, questionnaire.edition, questionnaire.digest)
