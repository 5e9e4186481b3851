"""Everything kept about a respondent, as the JSON document they may take with them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.domain.document import to_record
from app.domain.fact_words import FactWords
from app.domain.ports import StoredKey, StoredResponse
from app.domain.questionnaire import Answer, Question
from app.services.own import Everything
from app.web.parts import parts, questionnaire
from app.web.words import language, words

Json = dict[str, Any]


def record(everything: Everything, now: datetime) -> Json:
    """The document: times in UTC, answers as they are kept and in the words of the page's language."""
    return {
        "exported_at": _time(now),
        "language": language(),
        "response": _response(everything.response),
        "answers": _answers(everything.response),
        "drafts": _drafts(everything.response),
        "diagnoses": [
            {"id": d.id, "made_at": _time(d.created_at), **to_record(d.diagnosis)} for d in everything.diagnoses
        ],
        "keys": [_key(key) for key in everything.keys],
    }


def _response(response: StoredResponse) -> Json:
    edition = response.questionnaire
    return {
        "id": response.id,
        "questionnaire": {"id": edition.id, "edition": edition.edition, "digest": edition.digest},
        "saves": response.version,
        "started_at": _time(response.created_at),
        "saved_at": _time(response.updated_at),
        "submitted_at": _time(response.submitted_at),
    }


def _answers(response: StoredResponse) -> list[Json]:
    """In the order of the questionnaire; those of questions it asked in an earlier edition come last, without words."""
    current = parts().library.current
    told = FactWords(current.questionnaire, current.pack, parts().wording, language())
    known = [(id_, question) for id_, question in current.questionnaire.by_id.items() if id_ in response.answers]
    entries: list[Json] = []
    for id_, question in known:
        value = response.answers[id_]
        said = {"label": words(question.label), "ask": words(question.ask), "words": _said(told, question, value)}
        entries.append({"question": id_, "value": value, **said})
    unknown = [id_ for id_ in response.answers if id_ not in current.questionnaire.by_id]
    return entries + [{"question": id_, "value": response.answers[id_]} for id_ in unknown]


def _drafts(response: StoredResponse) -> list[Json]:
    """What was typed and is no answer, as it was typed."""
    known = questionnaire().by_id
    return [
        {"question": id_, "typed": list(draft.typed)} | ({"label": words(known[id_].label)} if id_ in known else {})
        for id_, draft in response.drafts.items()
    ]


def _said(told: FactWords, question: Question, value: Answer) -> str | None:
    """The words of an answer; None where an earlier edition offered it and this one has no words for it."""
    try:
        return told.answer_value(question, value)
    except KeyError:
        return None


def _key(key: StoredKey) -> Json:
    return {
        "kind": key.kind.value,
        "sha256": key.digest,
        "made_at": _time(key.created_at),
        "expires_at": _time(key.expires_at),
        "revoked_at": _time(key.revoked_at),
    }


def _time(time: datetime | None) -> str | None:
    return time.isoformat() if time else None
