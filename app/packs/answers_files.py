"""Reads answers files: YAML, JSON, JSON on standard input, and JSON Lines.

A document is `{questionnaire: id, answers: {question: value}}`; `about` and `expected` beside them are passed over, so
that every worked case is an answers file.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from app.domain.errors import InvalidData, Position, Problem
from app.domain.nearest import misspelt
from app.packs.parser_messages import json_detail
from app.packs.yaml_core import MOST_BYTES, MOST_DIGITS, Document, parse

KNOWN = ("questionnaire", "answers", "about", "expected")
YAML_ENDINGS = (".yaml", ".yml")
MOST_JSON_DEPTH = 50
STRING = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)  # one that is not closed too: never tried twice


def read_answers(name: str, content: bytes, questionnaire: str) -> Mapping[str, object]:
    """The answers a document gives, not yet held against the questionnaire; raises InvalidData."""
    document = parse(name, content) if name.endswith(YAML_ENDINGS) else parse_json(name, content)
    data = document.data
    if not isinstance(data, dict):
        raise InvalidData([Problem("answers-not-mapping", name, at=document.at(()))])
    problems = [_unknown(str(key), document) for key in data if key not in KNOWN]
    if data.get("questionnaire") != questionnaire:
        found = {"found": str(data.get("questionnaire")), "wanted": questionnaire}
        problems.append(Problem("answers-questionnaire", name, found, document.at(("questionnaire",))))
    if not isinstance(data.get("answers"), dict):
        problems.append(Problem("answers-missing", name, at=document.at(("answers",))))
    if problems:
        raise InvalidData(problems)
    answers: Mapping[str, object] = data["answers"]
    return answers


def _unknown(key: str, document: Document) -> Problem:
    problem = Problem("data-unknown-key", key, {"known": ", ".join(KNOWN)}, document.at_key((key,)))
    return misspelt(problem, key, KNOWN)


def parse_json(name: str, content: bytes) -> Document:
    """A JSON document; only the place of a syntax error is known. Raises InvalidData."""
    start = Position(name, 1, 1)
    if len(content) > MOST_BYTES:
        raise InvalidData([Problem("file-too-large", name, {"max": MOST_BYTES}, start)])
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidData([Problem("file-not-utf8", name, at=Position(name, line, 1))]) from error
    if _too_deep(text):
        raise InvalidData([Problem("yaml-too-deep", name, {"depth": MOST_JSON_DEPTH}, start)])
    try:
        data = json.loads(text, object_pairs_hook=_without_duplicates, **NUMBERS)
    except json.JSONDecodeError as error:
        place = Position(name, error.lineno, error.colno)
        raise InvalidData([Problem("json-broken", name, {"detail": json_detail(error.msg)}, place)]) from error
    except _JsonError as error:
        raise InvalidData([Problem(error.code, name, error.params, start)]) from error
    return Document(name, data, {(): start}, {})


class _JsonError(ValueError):
    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _JsonError("json-duplicate-key", key=key[:60])
        found[key] = value
    return found


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise _JsonError("yaml-huge-number", value=digits[:MOST_DIGITS] + "…")
    return int(digits)


def _fraction(digits: str) -> float:
    if math.isinf(float(digits)):
        raise _JsonError("yaml-huge-number", value=digits[:MOST_DIGITS] + "…")
    return float(digits)


def _refuse(constant: str) -> float:
    raise _JsonError("yaml-not-a-number", value=constant)


NUMBERS: Mapping[str, Any] = {"parse_int": _whole, "parse_float": _fraction, "parse_constant": _refuse}


def _too_deep(text: str) -> bool:
    """Whether brackets nest deeper than those of any answers document; those inside strings do not count."""
    depth = deepest = 0
    for character in STRING.sub("", text):
        depth += (character in "[{") - (character in "]}")
        deepest = max(deepest, depth)
    return deepest > MOST_JSON_DEPTH
