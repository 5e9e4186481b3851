"""The commands and their options."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from app.cli import diagnosing, serving
from app.cli.expiring import expire
from app.cli.explaining import explain
from app.cli.options import CHECKOUT, FAULTS, INVALID_INPUT, folder, language_option, questionnaire_option, rules_option
from app.cli.output import WORDING, Output, load_words
from app.cli.tables import tables
from app.cli.taking_away import TakenAway, taken_away_options
from app.domain.document import document
from app.domain.errors import InvalidAnswers, InvalidData, ProblemsFound
from app.packs.files import read_folder
from app.packs.spoken import require_language
from app.report import DiagnosisReports

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8000


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Diagnoses how a B2B company's marketing is organised and says how to set it up."""


@main.command()
@click.argument("answers")
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="json", show_default=True)
@taken_away_options
@rules_option
@questionnaire_option
@language_option
def diagnose(answers: str, form: str, taken_away: TakenAway, rules: Path, questionnaire: Path, language: str) -> None:
    """Diagnoses ANSWERS: a .yaml or .json file, `-` (JSON on standard input), or a .jsonl file (a document a line)."""
    output = Output(load_words(), language, (questionnaire, rules))
    if taken_away and answers.endswith(".jsonl"):
        raise click.UsageError(output.say("cli.no_files_of_lines"))
    if taken_away.pdf and taken_away.pdf == taken_away.xlsx:
        raise click.UsageError(output.say("cli.same_file"))
    try:
        made = diagnosing.Diagnosing(questionnaire, rules, language)
        if answers.endswith(".jsonl"):
            sys.exit(INVALID_INPUT if _diagnose_lines(made, answers, output, form) else 0)
        diagnosis = made.diagnose(answers, diagnosing.read_document(answers))
        if taken_away:
            shown = made.present(diagnosis, output, made.proposals(diagnosis))
            taken_away.write(shown, DiagnosisReports(output.wording), diagnosing.imprint_of(diagnosis))
    except ProblemsFound as error:
        output.problems(error)
        sys.exit(INVALID_INPUT)
    if form == "json":
        output.json(document(diagnosis, made.pack, language), indent=2)
    else:
        output.presentation(made.present(diagnosis, output))


def _diagnose_lines(made: diagnosing.Diagnosing, name: str, output: Output, form: str) -> bool:
    """Diagnoses a document a line, in order; gives whether any line was bad."""
    bad = False
    try:
        for number, line in diagnosing.read_lines(name):
            try:
                diagnosis = made.diagnose(f"{name}:{number}", line)
            except (InvalidAnswers, InvalidData) as error:
                bad = True
                output.json({"error": "; ".join(output.told(p, placed=False) for p in error.problems), "line": number})
                continue
            if form == "json":
                output.json(document(diagnosis, made.pack, output.language))
            else:
                output.presentation(made.present(diagnosis, output))
    except InvalidData as error:
        output.problems(error)
        return True
    return bad


@main.command()
@rules_option
@questionnaire_option
@click.option("--strict", is_flag=True, help="Warnings count as faults.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def check(rules: Path, questionnaire: Path, strict: bool, form: str, language: str) -> None:
    """Checks a questionnaire and a rule pack and proves the rules sound. Exit status 1 where something is wrong."""
    from app.cli.checking import check_folders

    output = Output(load_words(), language, (questionnaire, rules, WORDING))
    found = check_folders(questionnaire, rules, WORDING)
    faults, warnings = ((*found.faults, *found.warnings), ()) if strict else (found.faults, found.warnings)
    output.checked(faults, warnings, found.counts, form)
    sys.exit(FAULTS if faults else 0)


@main.command()
@rules_option
@questionnaire_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def coverage(rules: Path, questionnaire: Path, form: str, language: str) -> None:
    """Runs the pack's worked cases and lists what they leave untried. Exit status 1 where something is missing."""
    from app.cli.covering import cover, tell

    output = Output(load_words(), language, (questionnaire, rules))
    try:
        covered = cover(read_folder(questionnaire), read_folder(rules))
    except ProblemsFound as error:
        output.problems(error)
        sys.exit(FAULTS)
    tell(covered, output, form)
    sys.exit(0 if covered.complete else FAULTS)


@main.command()
@click.option("--rules", type=folder, required=True, help="The folder of the changed rule pack.")
@click.option("--questionnaire", type=folder, help="The folder of its questionnaire; default: the site's.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Diagnoses of this day or later.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option(
    "--examples", type=click.IntRange(0, 1000), default=5, show_default=True, help="Ids to show of each kind."
)
@language_option
def impact(
    rules: Path, questionnaire: Path | None, since: datetime | None, form: str, examples: int, language: str
) -> None:
    """Tells what a changed rule pack would change in the kept diagnoses; changes nothing."""
    from app.cli.impact_output import telling
    from app.cli.impacting import measure, read_pack
    from app.config import read_settings

    output = Output(load_words(), language, (questionnaire, rules) if questionnaire else (rules,))
    try:
        settings = read_settings()
        pack = read_pack(questionnaire or settings.questionnaire_dir, rules)
        require_language(language, pack.definitions.questionnaire, pack.definitions.pack)
        measure(pack, settings.database_url, since, telling(form, output), examples)
    except ProblemsFound as error:
        output.problems(error)
        sys.exit(FAULTS)


@main.command()
@click.option("--host", default=DEFAULT_HOST, show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=DEFAULT_PORT, show_default=True)
@click.option("--workers", type=click.IntRange(1, 32), default=2, show_default=True)
def serve(host: str, port: int, workers: int) -> None:
    """Brings the database up to date and serves the site."""
    output = Output(load_words(), "ja")
    try:
        serving.prepare(host, port)
    except ProblemsFound as error:
        output.problems(error)
        sys.exit(FAULTS)
    click.echo(output.say("cli.serving", url=serving.url(host, port)))
    serving.replace_by_server(CHECKOUT, host, port, workers)


@main.group()
def db() -> None:
    """The database."""


@db.command()
def upgrade() -> None:
    """Brings the tables of the database up to date; does nothing where they are."""
    output = Output(load_words(), "ja")
    try:
        serving.upgrade_database()
    except ProblemsFound as error:
        output.problems(error)
        sys.exit(FAULTS)
    click.echo(output.say("cli.upgraded"))


main.add_command(expire)
main.add_command(explain)
main.add_command(tables)
