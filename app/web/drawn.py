"""Questions with options as HTML, each drawn once for what is chosen: pages of questions consist mostly of those.

Nothing that somebody typed is kept: what is chosen are options of the questionnaire, and a field with complaints, or
with texts that repeat answers, is drawn anew every time.
"""

from __future__ import annotations

from typing import cast

from flask import Flask
from markupsafe import Markup

from app.web.forms import NONE_OF_THEM, AnswerField, ChoiceField, MultipleField
from app.web.parts import Parts
from app.web.words import language

MOST_KEPT = 4000
"""At 2 to 3 KB each. All single choices need fewer; sets of several options may be any number."""

Key = tuple[str, frozenset[str] | None, bool, str]


def install(app: Flask, handed: Parts) -> None:
    """Makes `question_field(field, is_new)` available in templates."""
    glossary = handed.library.current.pack.glossary
    kept: dict[Key, Markup] = {}

    def question_field(field: AnswerField, is_new: bool) -> Markup:
        key = _key(field, is_new)
        if key is not None and key in kept:
            return kept[key]
        macros = app.jinja_env.get_template("fields.html").module
        drawn = cast(Markup, macros.question_field(field, glossary, is_new))  # type: ignore[attr-defined]
        if key is not None and len(kept) < MOST_KEPT:
            kept[key] = drawn
        return drawn

    app.jinja_env.globals.update(question_field=question_field)


def _key(field: AnswerField, is_new: bool) -> Key | None:
    """All that a field's HTML depends on; None where that is more than the options chosen."""
    question, chosen = field.question, _chosen(field)
    if field.complaints or question.ask_knowing or question.help_knowing:
        return None
    if chosen and not chosen <= {*question.option_ids, NONE_OF_THEM, ""}:
        return None
    return (question.id, chosen, is_new, language()) if isinstance(field, (ChoiceField, MultipleField)) else None


def _chosen(field: AnswerField) -> frozenset[str] | None:
    """What is chosen; None where nothing is, which is not the same as having chosen not to answer."""
    if isinstance(field, MultipleField):
        return frozenset(field.typed)
    return None if not isinstance(field, ChoiceField) or field.typed is None else frozenset({field.typed})
