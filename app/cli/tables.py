"""Decision tables to a workbook and back."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from app.cli.options import FAULTS, folder, language_option, questionnaire_option, rules_folder, rules_option
from app.cli.output import Output, load_words
from app.domain.errors import InvalidData, Problem, ProblemsFound
from app.packs.files import Files, read_folder


@click.group()
def tables() -> None:
    """The decision tables as a workbook."""


@tables.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@rules_option
@questionnaire_option
@language_option
def export_tables(file: Path, rules: Path, questionnaire: Path, language: str) -> None:
    """Writes every decision table as a sheet of FILE.xlsx, to read and to edit."""
    from app.packs.questionnaire_files import load_questionnaire
    from app.packs.table_layout import lay_out
    from app.packs.workbook_write import write_workbook

    output = Output(load_words(), language, (questionnaire, rules))
    try:
        asked = load_questionnaire(read_folder(questionnaire))
        workbook = lay_out(read_folder(rules), asked, output.wording, language)
        _write(file, write_workbook(workbook, output.wording, language, datetime.now(UTC)))
    except ProblemsFound as error:
        output.problems(error)
        sys.exit(FAULTS)
    click.echo(output.say("cli.tables_exported", count=len(workbook.sheets), file=file))


@tables.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--to", "target", type=folder, required=True, help="The folder to write the rule pack to.")
@click.option("--rules", type=folder, help="The rule pack to change; without it that of --to, or the site's.")
@questionnaire_option
@language_option
def import_tables(file: Path, target: Path, rules: Path | None, questionnaire: Path, language: str) -> None:
    """Brings the rows of FILE.xlsx back into the files of the tables; what `check` refuses is not written."""
    output = Output(load_words(), language, (questionnaire, rules or target))
    try:
        _import(file, target, rules, questionnaire, output)
    except ProblemsFound as error:
        output.problems(error)
        click.echo(output.say("cli.tables_refused", count=len(error.problems)), err=True)
        sys.exit(FAULTS)


def _import(file: Path, target: Path, rules: Path | None, questionnaire: Path, output: Output) -> None:
    from app.cli.checking import check_all
    from app.packs.pack_folders import write_changes, write_copy
    from app.packs.questionnaire_files import load_questionnaire
    from app.packs.table_import import TableImport
    from app.packs.table_layout import lay_out
    from app.packs.workbook_write import passed_over

    source, in_place = _source(target, rules)
    content = _read(file)
    asked_files, files = read_folder(questionnaire), read_folder(source)
    asked = load_questionnaire(asked_files)

    def faults(changed: Files) -> tuple[Problem, ...]:
        return check_all(asked_files, changed).faults

    workbook = lay_out(files, asked, output.wording, output.language)
    importing = TableImport(workbook, files, asked, faults)
    edited = importing.read(str(file), content, passed_over(output.wording, output.language))
    changed = {each.file: each.content for each in edited}
    if in_place:
        write_changes(target, changed)
    else:
        write_copy(source, target, changed)
    if edited or not in_place:
        click.echo(output.say("cli.tables_imported" if in_place else "cli.tables_copied", folder=target))
    for each in edited:
        counts = {"added": each.added, "changed": each.changed, "removed": each.removed, "moved": each.moved}
        click.echo(output.say("cli.tables_table", table=each.table, **counts))
    if not edited:
        click.echo(output.say("cli.tables_unchanged"))


def _source(target: Path, rules: Path | None) -> tuple[Path, bool]:
    """The pack to change, and whether it is the one that is written to; raises InvalidData."""
    from app.packs.pack_folders import holds_pack

    if not holds_pack(target):
        return rules or rules_folder(), False
    if rules is not None and rules.resolve() != target.resolve():
        raise InvalidData([Problem("folder-other-pack", str(target), {"rules": str(rules)})])
    return target, True


def _read(file: Path) -> bytes:
    from app.packs.workbook_read import MOST_BYTES

    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise InvalidData([Problem("file-unreadable", str(file), _detail(error))]) from error


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise InvalidData([Problem("file-unwritable", str(file), _detail(error))]) from error


def _detail(error: OSError) -> dict[str, str | int | float]:
    return {"detail": error.strerror or str(error)}
