"""Respondents answer: a response is started, found again by its secret token, and saved at every step."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.domain.answers import as_rules_see, read_given
from app.domain.diagnosis import Edition
from app.domain.errors import Problem
from app.domain.ports import Clock, NoSuchResponse, StaleResponse, Store, StoredResponse, UnitOfWork
from app.domain.questionnaire import Answer, Questionnaire

LONGEST_TOKEN = 200
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Saved:
    """What is kept now, and what was handed in that could not be kept or contradicts something kept."""

    response: StoredResponse
    problems: tuple[Problem, ...]


class Respond:
    """The use cases of a respondent; `new_token` gives an unguessable text, `new_id` a unique one."""

    def __init__(
        self,
        store: Store,
        questionnaire: Questionnaire,
        clock: Clock,
        new_id: Callable[[], str],
        new_token: Callable[[], str],
    ) -> None:
        self._store = store
        self._questionnaire = questionnaire
        self._clock = clock
        self._new_id = new_id
        self._new_token = new_token

    def start(self) -> tuple[str, StoredResponse]:
        """A new, empty response and the secret token that opens it, of which only the digest is kept."""
        token, now = self._new_token(), self._clock()
        response = StoredResponse(self._new_id(), edition_of(self._questionnaire), {}, 1, now, now, None)
        with self._store.writing() as work:
            work.responses.add(response, token_digest(token))
        return token, response

    def find(self, token: str) -> StoredResponse | None:
        """The response that token opens; None for any other text."""
        if not plausible(token):
            return None
        with self._store.reading() as work:
            return work.responses.by_token(token_digest(token))

    def save(self, token: str, raw: Mapping[str, object], version: int | None = None) -> Saved:
        """Keeps the valid answers among `raw`; None clears an answer, questions not named keep theirs.

        A value that is invalid, by itself or beside another answer, is reported, and what was kept stays. A valid value
        is kept even where it makes an earlier answer impossible (the headcount falls below the dedicated people): that
        other answer is reported, and kept too, so that nothing is lost; submitting waits until either is mended.
        Nothing is reported of questions that are not asked any more, which nobody could mend, nor of contradictions
        that this save does not touch.

        With `version` raises StaleResponse if another save came first; without, the answers are merged into what is
        kept by then. Raises NoSuchResponse.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self._store.writing() as work:
                    return self._save(work, token, raw, version)
            except StaleResponse:
                if version is not None or attempt == ATTEMPTS:
                    raise
        raise AssertionError("the last attempt returns or raises")

    def _save(self, work: UnitOfWork, token: str, raw: Mapping[str, object], version: int | None) -> Saved:
        response = open_response(work, token)
        if version not in (None, response.version):
            raise StaleResponse(response.id)
        answers, problems = merge(self._questionnaire, response.answers, raw)
        edition = edition_of(self._questionnaire)
        if answers != response.answers or edition != response.questionnaire:
            changed = replace(response, questionnaire=edition, answers=answers, updated_at=self._clock())
            response = work.responses.save(changed)
        return Saved(response, problems)


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
