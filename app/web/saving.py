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
from app.services.respond import Saved
from app.services.tabs import mark
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

    `unreadable` are those of them in which something stands that cannot be read at all.
    """

    form: SectionForm
    saved: Saved
    shown: tuple[Question, ...]
    unreadable: frozenset[str]

    @property
    def refused(self) -> frozenset[str]:
        """The questions whose answers could not be kept as they were typed."""
        return self.unreadable | {problem.subject for problem in self.saved.problems}


def keep(section: Section, before: StoredResponse, seen: Mapping[str, str]) -> Kept:
    """Saves what was posted from the page of a section, as far as it can be. Raises NoSuchResponse."""
    posted = posted_ids()
    form = form_of([each for each in questionnaire().questions() if each.id in posted], None, request.form, posted)
    typed = to_keep(form, before)
    saved = parts().respond.save(token(), typed, seen)
    own = _own_marks(saved)
    if own:
        saved = parts().respond.save(token(), typed, {**seen, **own})
    shown = asked_here(section, saved.response)
    unreadable = {each.question.id for each in form.fields() if each.process_errors and each.question in shown}
    return Kept(form, saved, shown, frozenset(unreadable))


def _own_marks(saved: Saved) -> dict[str, str]:
    """Marks of those answers, changed since they were seen, that this very page had sent before."""
    changed = saved.contested | saved.theirs
    own: dict[str, str] = {}
    for sent in request.form.getlist(SENT)[-MOST_SENT:] if changed else ():
        earlier = _read(sent)
        names = changed & {*earlier, *earlier.getlist(SHOWN)}
        form = form_of([questionnaire().by_id[name] for name in names], None, earlier, names)
        marks = {name: mark(saved.response.answers.get(name)) for name in names}
        own |= {name: marks[name] for name, answer in form.answers().items() if mark(answer) == marks[name]}
    return own


def _read(sent: str) -> MultiDict[str, str]:
    """The fields of an earlier post; none where it is no form, or a larger one than any page has."""
    try:
        return MultiDict(parse_qsl(sent, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        return MultiDict()
