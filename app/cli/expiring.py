"""Erasing what is past its time, for a scheduled job: `shikumi expire`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import click

from app.cli.options import FAULTS, language_option
from app.cli.output import Output, load_words
from app.domain.errors import ProblemsFound
from app.services.retention import KEPT_DAYS, Retention
from app.store.sql_store import open_store


@click.command()
@language_option
def expire(language: str) -> None:
    """Erases the responses that nobody saved or submitted for 90 days, with their diagnoses; run it daily."""
    from app.config import read_settings

    output = Output(load_words(), language)
    try:
        erased = expire_in(read_settings().database_url)
    except ProblemsFound as error:
        output.problems(error)
        sys.exit(FAULTS)
    click.echo(output.say("privacy.cli.expired" if erased else "privacy.cli.none", count=erased, days=KEPT_DAYS))


def expire_in(database_url: str) -> int:
    """Erases them in the database at that URL, and gives how many there were. Raises DatabaseUnavailable."""
    store = open_store(database_url)
    try:
        return Retention(store, lambda: datetime.now(UTC)).expire()
    finally:
        store.close()
