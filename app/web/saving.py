"""What was posted from a page of questions is kept: by its button, and by the script while somebody is typing.

A script that hears nothing back cannot know whether its post arrived, and would then find its own answers changed by
"another window". So its next post brings along what the ones before it sent, and those answers count as seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import request
from werkzeug.datastructures import MultiDict

from app.domain.ports import StoredResponse
from app.domain.questionnaire import Question, Section
from app.services.drafts import draft
from app.services.respond import Saved
from app.services.tabs import mark, marks
from app.web.access import token
from app.web.forms import SectionForm
from app.web.parts import parts, questionnaire
from app.web.section_page import SHOWN, asked_here, form_of, posted_ids, to_keep

SENT = "_sent"
MOST_SENT = 3
"""So many earlier posts are looked at: more than one is under way only on a bad line."""
MOST_FIELDS = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a post: the form as it was typed, and which questions are asked in its section by now.

    `refused` are the questions at which something stands that is no answer, so that it was not kept as one.
    """

    form: SectionForm
    saved: Saved
    shown: tuple[Question, ...]
    refused: frozenset[str]


def keep(section: Section, before: StoredResponse, seen: Mapping[str, str]) -> Kept:
    """Saves what was posted from the page of a section: as answers, or as drafts of them. Raises NoSuchResponse."""
    posted = posted_ids()
    form = form_of([each for each in questionnaire().questions() if each.id in posted], None, request.form, posted)
    raw = to_keep(form, before)
    left = form.answers().keys() - raw.keys()
    texts = {name: each for name, each in form.texts().items() if name not in left}
    saved = parts().respond.save(token(), raw, seen, typed=texts)
    own = _own_marks(saved)
    if own:
        saved = parts().respond.save(token(), raw, {**seen, **own}, typed=texts)
    shown = asked_here(section, saved.response)
    unreadable = {each.question.id for each in form.fields() if each.process_errors and each.question in shown}
    return Kept(form, saved, shown, frozenset(unreadable | {problem.subject for problem in saved.problems}))


def _own_marks(saved: Saved) -> dict[str, str]:
    """Marks of those questions, changed since they were seen, whose state this very page had sent before."""
    changed = saved.contested | saved.theirs | saved.faulty
    own: dict[str, str] = {}
    for sent in request.form.getlist(SENT)[-MOST_SENT:] if changed else ():
        earlier = _read(sent)
        names = changed & {*earlier, *earlier.getlist(SHOWN)}
        form = form_of([questionnaire().by_id[name] for name in names], None, earlier, names)
        raw, typed = form.answers(), {name: draft(texts) for name, texts in form.texts().items()}
        now = {name: mark(saved.response.shown.get(name)) for name in names}
        own |= {name: now[name] for name in names if now[name] in marks(name, raw, typed)}
    return own


def _read(sent: str) -> MultiDict[str, str]:
    """The fields of an earlier post; none where it is no form, or a larger one than any page has."""
    try:
        return MultiDict(parse_qsl(sent, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        return MultiDict()
