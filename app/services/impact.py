"""What a changed rule pack would change: stored responses are diagnosed anew and held beside what is stored.

Nothing is written. Responses are read in pages and forgotten once counted, so memory does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from app.domain.answers import Answers, read
from app.domain.diagnosis import diagnose
from app.domain.errors import InvalidAnswers, RuleError
from app.domain.evaluation import Engine
from app.domain.impact import Compared, Impact, Kept, Obstacle, changes, conclusions_of
from app.domain.ports import Diagnoses, Store, StoredDiagnosis
from app.domain.questionnaire import Answer, Questionnaire
from app.services.respond import asked

PAGE = 100
UNDECIDED = "rule-undecided"

Page = Sequence[Kept]
Compare = Callable[[Iterable[Page]], Iterable[Sequence[Compared]]]
"""Compares page by page, in order; it may work on several pages at once."""


class MeasureImpact:
    """The use case; `compare` does the work, here or in other processes."""

    def __init__(self, store: Store, compare: Compare) -> None:
        self._store = store
        self._compare = compare

    def measure(self, tell: Callable[[Compared], None], most_examples: int, since: datetime | None = None) -> Impact:
        """Compares the latest diagnosis of each response (made at `since` or later) and tells of each as it goes.

        Reads one state of the database; raises DatabaseUnavailable.
        """
        impact = Impact(most_examples)
        with self._store.reading() as work:
            for page in self._compare(_pages(work.diagnoses, since)):
                for compared in page:
                    impact.add(compared)
                    tell(compared)
        return impact


def _pages(diagnoses: Diagnoses, since: datetime | None) -> Iterator[Page]:
    after: str | None = None
    while page := diagnoses.page(after, PAGE, since):
        yield [_kept(stored) for stored in page]
        after = page[-1].id


def _kept(stored: StoredDiagnosis) -> Kept:
    made = stored.diagnosis
    return Kept(stored.response_id, stored.id, made.rules, made.answers, conclusions_of(made))


def compare_page(engine: Engine, page: Page) -> list[Compared]:
    """Every diagnosis of a page beside what the engine's rules conclude of the same answers."""
    return [compare(engine, kept) for kept in page]


def compare(engine: Engine, kept: Kept) -> Compared:
    """One diagnosis beside what the engine's rules conclude of the same answers."""
    made_of = (kept.response_id, kept.diagnosis_id, kept.rules)
    try:
        made = diagnose(engine, reread(engine.program.questionnaire, kept.answers))
    except InvalidAnswers as error:
        obstacles = dict.fromkeys(Obstacle(problem.code, problem.subject) for problem in error.problems)
        return Compared(*made_of, obstacles=tuple(obstacles))
    except RuleError as error:
        return Compared(*made_of, obstacles=(Obstacle(UNDECIDED, str(error).partition(":")[0]),))
    return Compared(*made_of, changes=changes(kept.conclusions, conclusions_of(made)))


def reread(questionnaire: Questionnaire, stored: Mapping[str, Answer]) -> Answers:
    """Stored answers as the questionnaire reads them; raises InvalidAnswers.

    As when a response is submitted, answers to questions that are not asked (any more) count for nothing.
    """
    path = asked(questionnaire, stored)
    return read(questionnaire, {name: value for name, value in stored.items() if name in path})
