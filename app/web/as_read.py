"""The answers of this request's respondent as the questionnaire in use reads them, worked out once."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from flask import g

from app.domain.answers import as_rules_see
from app.domain.ports import StoredResponse
from app.domain.questionnaire import Answer
from app.services.respond import AsRead, as_read, edition_of
from app.web.parts import questionnaire


def reading_of(response: StoredResponse) -> AsRead:
    """Which questions are asked, and which answers are of an earlier edition."""
    held = g.get("as_read")
    if held is None or held[0] is not response:
        held = g.as_read = (response, _read(response))
    return cast(AsRead, held[1])


def _read(response: StoredResponse) -> AsRead:
    current = questionnaire()
    if response.questionnaire != edition_of(current):
        return as_read(current, response.answers)
    # Answers kept under this edition were read before they were kept, so that only the path is open.
    return AsRead(_asked(current.digest, tuple(map(response.answers.get, current.asking))), ())


@lru_cache(1000)
def _asked(_: str, answers: tuple[Answer, ...]) -> frozenset[str]:
    """The path of the few answers that decide it: many respondents share one."""
    current = questionnaire()
    given = {name: answer for name, answer in zip(current.asking, answers, strict=True) if answer is not None}
    return as_rules_see(current, given).asked
