"""HTML drawn once: questions with options for what is chosen, and what stands around the questions of a page.

Pages of questions consist mostly of those. Nothing that somebody typed is kept: what is chosen are options of the
questionnaire, and a field with complaints, or with texts that repeat answers, is drawn anew every time; so is a page
that has anything to say that not every page of its section says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import cast

from flask import Flask, current_app
from markupsafe import Markup

from app.domain.questionnaire import Answer, Kind, Question
from app.domain.rules import Term
from app.web.forms import NONE_OF_THEM, AnswerField, ChoiceField, MultipleField
from app.web.parts import Parts
from app.web.words import language

MOST_KEPT = 4000
"""At 2 to 3 KB each. All single choices need fewer; sets of several options may be any number."""
EXTENSION = "shikumi-drawn"
HOLE = re.compile("\ue000([a-z]+)\ue001")
"""Where something is to be put in; characters of nobody's language."""

Key = tuple[str, frozenset[str] | None, bool, str]
Frame = tuple[str, ...]


class Drawn:
    """What was drawn by one application."""

    def __init__(self, app: Flask, glossary: Mapping[str, Term]) -> None:
        self._app = app
        self._glossary = glossary
        self._fields: dict[Key, Markup] = {}
        self._kept: dict[tuple[str, Answer, str], Markup] = {}
        self._frames: dict[Collection[str], Frame] = {}

    def fields(self, each: Iterable[AnswerField], new: Collection[Question] = ()) -> Markup:
        """The HTML of these fields, those of new questions marked as such."""
        return joined(self.field(field, field.question in new) for field in each)

    def field(self, field: AnswerField, is_new: bool = False) -> Markup:
        """The HTML of a field."""
        key = _key(field, is_new)
        if key is not None and key in self._fields:
            return self._fields[key]
        macros = self._app.jinja_env.get_template("fields.html").module
        drawn = cast(Markup, macros.question_field(field, self._glossary, is_new))  # type: ignore[attr-defined]
        if key is not None and len(self._fields) < MOST_KEPT:
            self._fields[key] = drawn
        return drawn

    def kept(self, question: Question, answer: Answer, spoken: str) -> Markup | None:
        """The HTML of a question with that answer kept; None where it was not drawn before, or is always drawn anew."""
        found = self._kept.get((question.id, answer, spoken))
        if found is None:
            found = self._fields.get((question.id, _chosen_by(question, answer), False, spoken))
            if found is not None:
                self._kept[question.id, answer, spoken] = found
        return found

    def page(
        self, frame: Collection[str], holes: Mapping[str, str], draw: Callable[[Mapping[str, Markup]], str]
    ) -> str:
        """A page that `draw` draws around what stands in its holes; what is around is drawn once for each `frame`."""
        if frame not in self._frames:
            empty = {name: Markup(f"\ue000{name}\ue001") for name in holes}  # noqa: S704 (no markup is in names)
            self._frames[frame] = tuple(HOLE.split(draw(empty)))
        pieces = list(self._frames[frame])
        pieces[1::2] = [holes[name] for name in pieces[1::2]]
        return "".join(pieces)


def joined(pieces: Iterable[Markup]) -> Markup:
    """Pieces of HTML as one."""
    return Markup("".join(pieces))  # noqa: S704 (every one of them is markup)


def install(app: Flask, handed: Parts) -> None:
    """Gives the application a place for what it draws."""
    app.extensions[EXTENSION] = Drawn(app, handed.library.current.pack.glossary)


def drawn() -> Drawn:
    """What the application that answers this request has drawn."""
    return cast(Drawn, current_app.extensions[EXTENSION])


def _key(field: AnswerField, is_new: bool) -> Key | None:
    """All that a field's HTML depends on; None where that is more than the options chosen."""
    question, chosen = field.question, _chosen(field)
    if field.complaints or question.ask_knowing or question.help_knowing:
        return None
    if chosen and not chosen <= {*question.option_ids, NONE_OF_THEM, ""}:
        return None
    return (question.id, chosen, is_new, language()) if isinstance(field, (ChoiceField, MultipleField)) else None


def _chosen_by(question: Question, answer: Answer) -> frozenset[str] | None:
    """What is chosen at a question with that answer kept."""
    if question.kind is Kind.MULTIPLE:
        boxes = answer if isinstance(answer, tuple) else ()
        return frozenset((NONE_OF_THEM,) if answer == () else boxes)
    return None if answer is None else frozenset((str(answer),))


def _chosen(field: AnswerField) -> frozenset[str] | None:
    """What is chosen; None where nothing is, which is not the same as having chosen not to answer."""
    if isinstance(field, MultipleField):
        return frozenset(field.typed)
    return None if not isinstance(field, ChoiceField) or field.typed is None else frozenset({field.typed})
