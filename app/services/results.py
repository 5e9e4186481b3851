"""Responses are submitted, and diagnosed by the rules of the day; the diagnosis is kept as it was made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.answers import Answers, read
from app.domain.diagnosis import Diagnosis, diagnose
from app.domain.errors import InvalidAnswers, Problem
from app.domain.ports import (
    Clock,
    Library,
    NoSuchResponse,
    StaleResponse,
    Store,
    StoredDiagnosis,
    StoredResponse,
    UnitOfWork,
)
from app.domain.questionnaire import Questionnaire
from app.services.drafts import STANDING, standing
from app.services.respond import ATTEMPTS, QUESTIONNAIRE, asked, edition_of, open_response

LONGEST_ID = 64
RULES = "rules"


class Diagnose:
    """The use cases around a diagnosis."""

    def __init__(self, store: Store, library: Library, clock: Clock, new_id: Callable[[], str]) -> None:
        self._store = store
        self._library = library
        self._clock = clock
        self._new_id = new_id

    def submit(self, token: str) -> StoredDiagnosis:
        """Diagnoses the response as it is kept; the diagnosis is on disk when it is given back.

        Answers to questions that are not asked (any more) count for nothing, so they cannot stand in the way. The same
        answers under the same questionnaire and rules give the diagnosis there is. Raises NoSuchResponse,
        InvalidAnswers with everything missing, contradictory or waiting as a draft to be mended, and StaleResponse if
        saves keep coming in between.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self._store.writing() as work:
                    return self._submit(work, token)
            except StaleResponse:
                if attempt == ATTEMPTS:
                    raise
        raise AssertionError("the last attempt returns or raises")

    def result(self, token: str, diagnosis_id: str) -> StoredDiagnosis | None:
        """The diagnosis with that id if it is one of the response that token opens."""
        if not (0 < len(diagnosis_id) <= LONGEST_ID and diagnosis_id.isascii() and diagnosis_id.isprintable()):
            return None
        with self._store.reading() as work:
            try:
                response = open_response(work, token)
            except NoSuchResponse:
                return None
            found = work.diagnoses.get(diagnosis_id)
        return found if found and found.response_id == response.id else None

    def latest(self, token: str) -> StoredDiagnosis | None:
        """The newest diagnosis of the response that token opens, if it was ever submitted."""
        with self._store.reading() as work:
            try:
                return work.diagnoses.latest(open_response(work, token).id)
            except NoSuchResponse:
                return None

    def _submit(self, work: UnitOfWork, token: str) -> StoredDiagnosis:
        questionnaire = self._library.current.questionnaire
        response = open_response(work, token)
        answers = _read(questionnaire, response)
        latest = work.diagnoses.latest(response.id)
        if latest and self._same(latest.diagnosis, answers):
            return latest
        now = self._clock()
        made = StoredDiagnosis(self._new_id(), response.id, now, diagnose(self._library.engine, answers))
        work.responses.save(replace(response, questionnaire=edition_of(questionnaire), submitted_at=now))
        work.editions.keep(QUESTIONNAIRE, made.diagnosis.questionnaire, self._library.questionnaire_files)
        work.editions.keep(RULES, made.diagnosis.rules, self._library.pack_files)
        work.diagnoses.add(made)
        return made

    def _same(self, made: Diagnosis, answers: Answers) -> bool:
        current = self._library.current
        digests = (made.questionnaire.digest, made.rules.digest)
        same_given = made.given in (None, answers.given & answers.asked)
        same_editions = digests == (current.questionnaire.digest, current.pack.digest)
        return same_editions and same_given and made.answers == answers.values


def _read(questionnaire: Questionnaire, response: StoredResponse) -> Answers:
    """The answers to what is asked, as the rules see them; a draft counts as no answer. Raises InvalidAnswers."""
    path = asked(questionnaire, response.answers)
    waiting = [question.id for question in standing(questionnaire, response, path)]
    problems = [Problem(STANDING, name) for name in waiting]
    try:
        answers = read(questionnaire, {name: value for name, value in response.answers.items() if name in path})
    except InvalidAnswers as error:
        problems += [problem for problem in error.problems if problem.subject not in waiting]
    if problems:
        raise InvalidAnswers(problems)
    return answers
