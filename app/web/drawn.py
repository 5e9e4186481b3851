"""Questions with one answer out of several as HTML, each drawn once an option and language.

Pages of questions consist mostly of those. Nothing that somebody typed is kept: what stands in the key are options of
the questionnaire, and a field with complaints, or with texts that repeat answers, is drawn anew every time.
"""

from __future__ import annotations

from typing import cast

from flask import Flask
from markupsafe import Markup

from app.web.forms import AnswerField, ChoiceField
from app.web.parts import Parts
from app.web.words import language

Key = tuple[str, str | None, bool, str]


def install(app: Flask, handed: Parts) -> None:
    """Makes `question_field(field, is_new)` available in templates."""
    glossary = handed.library.current.pack.glossary
    kept: dict[Key, Markup] = {}

    def draw(field: AnswerField, is_new: bool) -> Markup:
        macros = app.jinja_env.get_template("fields.html").module
        return cast(Markup, macros.question_field(field, glossary, is_new))  # type: ignore[attr-defined]

    def question_field(field: AnswerField, is_new: bool) -> Markup:
        key = _key(field, is_new)
        if key is None:
            return draw(field, is_new)
        if key not in kept:
            kept[key] = draw(field, is_new)
        return kept[key]

    app.jinja_env.globals.update(question_field=question_field)


def _key(field: AnswerField, is_new: bool) -> Key | None:
    """All that a field's HTML depends on; None where that is more than the option chosen."""
    question = field.question
    if not isinstance(field, ChoiceField) or field.complaints or question.ask_knowing or question.help_knowing:
        return None
    if field.typed and field.typed not in question.option_ids:
        return None
    return question.id, field.typed, is_new, language()
