"""Words in templates and messages: everything fixed comes from the catalogues, everything else from the data files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Flask, url_for
from jinja2 import StrictUndefined

from app.domain.amounts import counted, in_manyen
from app.domain.errors import Param, Problem
from app.domain.fact_words import thousands
from app.domain.japan import JAPAN
from app.domain.questionnaire import Question
from app.domain.texts import Text
from app.web.languages import language
from app.web.parts import parts, questionnaire

OF_MONEY = {"answer-out-of-range": "answer-out-of-range-money"}
"""What is wrong with a number, and with an amount of money, of which people may have typed yen."""


def say(key: str, **params: object) -> str:
    """The words of a key of the catalogues."""
    return parts().wording.say(key, language(), **params)


def unfilled(key: str) -> str:
    """The words of a key with their places, for a script to fill."""
    return words(parts().wording.texts[key])


def words(text: Text) -> str:
    """A text of the questionnaire or rule pack."""
    return text.say(language())


def complain(problem: Problem, question: Question) -> str:
    """What is wrong with an answer and how to mend it, questions and options called by what people see."""
    told = {name: _number(name, value, question) for name, value in problem.params.items()}
    for name in ("other", "near"):
        if name in told:
            told[name] = _called(question, str(told[name]))
    if "options" in told:
        told["options"] = say("web.joint").join(words(option.text) for option in question.options)
    code = OF_MONEY.get(problem.code, problem.code) if in_manyen(question.unit) else problem.code
    return parts().wording.problem(Problem(code, words(question.label), told), language())


def _number(name: str, value: Param, question: Question) -> Param:
    """A number with the unit of the question; the lower end of a range has that of the upper one, except for money."""
    if not isinstance(value, int):
        return value
    if question.unit is None or (name == "min" and not in_manyen(question.unit)):
        return thousands(value)
    return counted(value, question.unit, parts().wording, language())


def _called(question: Question, id_: str) -> str:
    known = questionnaire().by_id.get(id_)
    if known:
        return words(known.label)
    return next((words(option.text) for option in question.options if option.id == id_), id_)


def moment(time: datetime) -> str:
    """A moment as people write it."""
    there = time.astimezone(JAPAN)
    month = parts().wording.month(there.month, language())
    return say("web.moment", year=there.year, month=month, day=there.day, hour=there.hour, minute=f"{there.minute:02}")


def install(app: Flask) -> None:
    """Makes the words available in templates; a name that a template misspells is an error."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(words=words, moment=moment)
    app.jinja_env.globals.update(t=say, unfilled=unfilled, asset=_asset_urls(Path(app.static_folder or "")))


def _asset_urls(folder: Path) -> Callable[[str], str]:
    """Addresses of static files that change with their content, so that browsers may keep them."""
    versions = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in folder.iterdir() if path.is_file()
    }
    return lambda name: url_for("static", filename=name, v=versions[name])


__all__ = ["JAPAN", "complain", "install", "language", "moment", "say", "words"]
