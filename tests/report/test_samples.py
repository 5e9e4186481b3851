"""The samples are as extreme as they say."""

from __future__ import annotations

from app.domain import answers
from app.domain.diagnosis import diagnose
from app.domain.errors import InvalidAnswers
from tests.report import samples


def test_no_other_answer_to_any_question_makes_one_finding_more() -> None:
    given = samples.everything_bad()
    most = len(samples.sample("everything-bad").findings)
    tried = 0
    for question in samples.questionnaire().by_id.values():
        for option in (*question.option_ids, 0, 1, 5, 40):
            value = [option] if isinstance(given.get(question.id), list) else option
            try:
                read = answers.read(samples.questionnaire(), {**given, question.id: value})
            except InvalidAnswers:
                continue
            assert len(diagnose(samples.engine(), read).outcome.findings) <= most, (question.id, option)
            tried += 1
    assert tried > 200
