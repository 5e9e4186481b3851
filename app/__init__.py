"""Shikumi diagnoses how a B2B company's marketing is organised and says how to set it up."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Settings

WORDING = Path(__file__).parent / "wording"


def create_app(settings: Settings | None = None) -> Flask:
    """The site, put together by the settings given or by the environment's: the one place where its parts are wired.

    Reads the questionnaire, the rule pack and the words; the database is first opened by a request. Raises InvalidData,
    InvalidSettings.
    """
    from app.config import read_settings
    from app.domain.fair_use import FairUse, read_allowed
    from app.library import PackLibrary
    from app.packs.wording_files import load_wording
    from app.report import PdfReportMaker
    from app.services.keys import Resume
    from app.services.own import OwnRecord
    from app.services.respond import Respond
    from app.services.results import Diagnose
    from app.store.sql_store import open_store
    from app.web import Parts, create_web

    settings = settings or read_settings()
    store = open_store(settings.database_url)
    library = PackLibrary(settings.questionnaire_dir, settings.rules_dir, store)
    wording = load_wording(WORDING)
    parts = Parts(
        library=library,
        wording=wording,
        respond=Respond(store, library.current.questionnaire, _now, _new_id, _new_token, library.questionnaire_files),
        diagnose=Diagnose(store, library, _now, _new_id),
        resume=Resume(store, _now, _new_token),
        own=OwnRecord(store),
        reports=PdfReportMaker(wording),
        https_only=settings.https_only,
        operator=settings.operator,
        contact=settings.contact,
    )
    fair_use = FairUse(read_allowed(settings.limits), settings.limits_storage)
    return create_web(parts, settings.signing_key(), settings.proxies, fair_use)


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return secrets.token_urlsafe(12)


def _new_token() -> str:
    return secrets.token_urlsafe(32)
