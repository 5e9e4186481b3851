"""The options that commands share, and their exit statuses."""

from __future__ import annotations

from pathlib import Path

import click

from app.packs.schema import LANGUAGES

CHECKOUT = Path(__file__).resolve().parents[2]
FAULTS, INVALID_INPUT = 1, 2


def questionnaire_folder() -> Path:
    """The questionnaire that the site asks: that of the settings, else the checkout's."""
    from app.config import Folders

    return Folders().questionnaire_dir


def rules_folder() -> Path:
    """The rule pack that the site judges by."""
    from app.config import Folders

    return Folders().rules_dir


folder = click.Path(path_type=Path)
language_option = click.option("--lang", "language", type=click.Choice(LANGUAGES), default="ja", show_default=True)
rules_option = click.option(
    "--rules", type=folder, default=rules_folder, help="The folder of the rule pack; default: the site's."
)
questionnaire_option = click.option(
    "--questionnaire",
    type=folder,
    default=questionnaire_folder,
    help="The folder of the questionnaire; default: the site's.",
)
