"""The options that commands share, and their exit statuses."""

from __future__ import annotations

from pathlib import Path

import click

from app.packs.schema import LANGUAGES

CHECKOUT = Path(__file__).resolve().parents[2]
QUESTIONNAIRE = CHECKOUT / "questionnaires" / "b2b-marketing-org"
RULES = CHECKOUT / "rules" / "b2b-marketing-org"
FAULTS, INVALID_INPUT = 1, 2

folder = click.Path(path_type=Path)
language_option = click.option("--lang", "language", type=click.Choice(LANGUAGES), default="ja", show_default=True)
rules_option = click.option("--rules", type=folder, default=RULES, help="The folder of the rule pack.")
questionnaire_option = click.option(
    "--questionnaire", type=folder, default=QUESTIONNAIRE, help="The folder of the questionnaire."
)
