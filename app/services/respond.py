"""Respondents answer: a response is started, found again by its secret token, and saved at every step."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from app.domain.answers import as_rules_see, read_given
from app.domain.diagnosis import Edition
from app.domain.errors import Problem
from app.domain.ports import Clock, NoSuchResponse, StaleResponse, Store, StoredResponse, UnitOfWork
from app.domain.questionnaire import Answer, Question, Questionnaire
from app.services.retention import IN_PASSING, KEPT, erase_expired, last_touched
from app.services.tabs import compare

LONGEST_TOKEN = 200
ATTEMPTS = 3
QUESTIONNAIRE = "questionnaire"
CONTRADICTION = "answer-above-other"
NOTHING_SEEN: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Saved:
    """What is kept now, and what was handed in that could not be kept or contradicts something kept.

    Of the questions that somebody else changed since they were seen, `contested` were changed here too and are not
    kept; `theirs` were not, and stay as the other left them.
    """

    response: StoredResponse
    problems: tuple[Problem, ...]
    contested: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()


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
        with self._store.reading() as work:
            found = work.responses.by_token(token_digest(token))
        return found if found and self._clock() < last_touched(found) + KEPT else None

    def save(
        self, token: str, raw: Mapping[str, object], seen: Mapping[str, str] = NOTHING_SEEN, version: int | None = None
    ) -> Saved:
        """Keeps the valid answers among `raw`; None clears an answer, questions not named keep theirs.

        A value that is invalid, by itself or beside another answer, is reported, and what was kept stays. A valid value
        is kept even where it makes an earlier answer impossible (the headcount falls below the dedicated people): that
        other answer is reported, and kept too, so that nothing is lost; submitting waits until either is mended.
        Nothing is reported of questions that are not asked any more, which nobody could mend, nor of contradictions
        that this save does not touch.

        `seen` holds the marks (`tabs.mark`) of the answers that were shown when those of `raw` were typed: an answer
        that was left as it was shown undoes nothing that somebody else saved meanwhile, and one that both changed is
        contested: it is not kept, and told. The same save again is no contest.

        With `version` raises StaleResponse if another save came first; without, the answers are merged into what is
        kept by then. Raises NoSuchResponse.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self._store.writing() as work:
                    return self._save(work, token, raw, seen, version)
            except StaleResponse:
                if version is not None or attempt == ATTEMPTS:
                    raise
        raise AssertionError("the last attempt returns or raises")

    def _save(
        self, work: UnitOfWork, token: str, raw: Mapping[str, object], seen: Mapping[str, str], version: int | None
    ) -> Saved:
        response = open_response(work, token)
        if version not in (None, response.version):
            raise StaleResponse(response.id)
        compared = compare(response.answers, raw, seen)
        invalid = self._invalid(raw, compared.contested)
        mine = {**compared.mine, **{name: raw[name] for name in invalid}}
        answers, problems = merge(self._questionnaire, response.answers, mine)
        edition = response.questionnaire if outdated(self._questionnaire, answers) else edition_of(self._questionnaire)
        if answers != response.answers or edition != response.questionnaire:
            changed = replace(response, questionnaire=edition, answers=answers, updated_at=self._clock())
            response = work.responses.save(changed)
            self._keep_edition(work, edition)
        return Saved(response, problems, compared.contested - invalid, compared.theirs)

    def _keep_edition(self, work: UnitOfWork, edition: Edition) -> None:
        """Keeps the files of the edition in use, so that answers can be told in its words after it has changed."""
        if self._files and edition == edition_of(self._questionnaire):
            work.editions.keep(QUESTIONNAIRE, edition, self._files)

    def _invalid(self, raw: Mapping[str, object], contested: frozenset[str]) -> frozenset[str]:
        """Those among the contested that nobody could keep: they are told as problems first."""
        found = read_given(self._questionnaire, {name: raw[name] for name in contested})[1]
        return contested & {problem.subject for problem in found}


def merge(
    questionnaire: Questionnaire, kept: Mapping[str, Answer], raw: Mapping[str, object]
) -> tuple[dict[str, Answer], tuple[Problem, ...]]:
    """What is kept after a save of `raw`, and the problems to report, one a question; see `Respond.save`."""
    new, found = read_given(questionnaire, raw)
    remaining = {name: value for name, value in kept.items() if name not in raw or raw[name] is not None}
    problems = {problem.subject: problem for problem in found}
    while True:
        merged = {**remaining, **new}
        conflicts = [
            p for p in read_given(questionnaire, merged)[1] if p.subject in new or p.params.get("other") in new
        ]
        for problem in conflicts:
            problems.setdefault(problem.subject, problem)
        refused = [problem.subject for problem in conflicts if problem.subject in new]
        if not refused:
            break
        for name in refused:  # which may free or bind others, so they are all looked at again
            del new[name]
    not_asked = questionnaire.by_id.keys() - asked(questionnaire, merged)
    return merged, tuple(problem for problem in problems.values() if problem.subject not in not_asked)


def asked(questionnaire: Questionnaire, kept: Mapping[str, Answer]) -> frozenset[str]:
    """The questions on the path of these answers, some of which may contradict each other."""
    return as_rules_see(questionnaire, read_given(questionnaire, kept)[0]).asked


def outdated(questionnaire: Questionnaire, kept: Mapping[str, Answer]) -> tuple[Question, ...]:
    """The questions whose kept answer was possible in an earlier edition and is not any more, in order."""
    alone = {name: value for name, value in kept.items() if name in questionnaire.by_id}
    gone = {problem.subject for problem in read_given(questionnaire, alone)[1] if problem.code != CONTRADICTION}
    return tuple(question for question in questionnaire.questions() if question.id in gone)


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
