"""What the web is handed when the site is put together, and how its modules reach it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from app.domain.ports import Library, ReportMaker
from app.domain.questionnaire import Questionnaire
from app.domain.wording import Wording
from app.services.keys import Resume
from app.services.own import OwnRecord
from app.services.respond import Respond
from app.services.results import Diagnose

EXTENSION = "shikumi"


@dataclass(frozen=True, slots=True)
class Parts:
    """The services, the library and the words that pages are made of; `https_only` sends cookies over HTTPS only.

    `operator` is who runs the site and `contact` how to reach them, empty where that is not told.
    """

    library: Library
    wording: Wording
    respond: Respond
    diagnose: Diagnose
    resume: Resume
    own: OwnRecord
    reports: ReportMaker
    https_only: bool = False
    operator: str = ""
    contact: str = ""


def install(app: Flask, parts: Parts) -> None:
    """Hands the application its parts."""
    app.extensions[EXTENSION] = parts


def parts() -> Parts:
    """The parts of the application that answers this request."""
    return cast(Parts, current_app.extensions[EXTENSION])


def questionnaire() -> Questionnaire:
    """The questionnaire in use."""
    return parts().library.current.questionnaire
