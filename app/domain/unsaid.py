"""Which of the answers that the rules saw nobody gave: of questions left open, and of questions that were not asked."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.domain.answers import as_rules_see
from app.domain.diagnosis import Diagnosis
from app.domain.questionnaire import Questionnaire


class Unsaid(StrEnum):
    """Why an answer was not given."""

    OPEN = "open"
    NOT_ASKED = "not_asked"


def unsaid(questionnaire: Questionnaire, diagnosis: Diagnosis) -> Mapping[str, Unsaid]:
    """The questions without a given answer; `questionnaire` must be the edition the diagnosis was made with.

    Of a diagnosis that does not say which answers were given, those with a value are taken as given.
    """
    answers = {name: value for name, value in diagnosis.answers.items() if value is not None}
    given = answers.keys() if diagnosis.given is None else diagnosis.given
    asked = as_rules_see(questionnaire, answers).asked
    return {
        name: Unsaid.OPEN if name in asked else Unsaid.NOT_ASKED
        for name in questionnaire.by_id
        if name not in asked or name not in given
    }
