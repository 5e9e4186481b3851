"""Whether what is to be told can be told in a language."""

from __future__ import annotations

from app.domain.errors import InvalidData, Problem
from app.domain.questionnaire import Questionnaire
from app.domain.rules import RulePack


def require_language(language: str, *spoken: Questionnaire | RulePack) -> None:
    """Raises InvalidData naming the first questionnaire or rule pack that has no words in the language."""
    for each in spoken:
        if language not in each.languages:
            known = {"language": language, "known": ", ".join(each.languages)}
            raise InvalidData([Problem("language-not-spoken", each.id, known)])
