"""Checks a questionnaire and a rule pack from their files, and proves them sound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.domain.errors import InvalidData, Position, Problem
from app.domain.program import Program, build
from app.domain.proofs import WARNINGS, prove
from app.domain.questionnaire import Questionnaire
from app.domain.rules import RulePack
from app.domain.sound import made_by, sound_part
from app.engine.durable import DurableEngine
from app.engine.durable_rules import EngineError
from app.packs.files import Files, Folder, look_into
from app.packs.pack_documents import HEAD
from app.packs.pack_files import RulesRead, read_rules
from app.packs.questionnaire_files import EVERYTHING, QuestionnaireRead, read_questionnaire
from app.packs.salvage import Lost
from app.packs.wording_files import missing_words


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: faults, warnings, and how much there is of everything where it could be read."""

    faults: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    counts: dict[str, int]


def check_folders(questionnaire: Path, pack: Path, catalogues: Path) -> Checked:
    """Everything wrong with a questionnaire's and a rule pack's folders and with the files in them."""
    asked, rules = look_into(questionnaire), look_into(pack)
    return _check(asked, rules, catalogues)


def check_all(questionnaire_files: Files, pack_files: Files, catalogues: Path | None = None) -> Checked:
    """Everything wrong with the files, in the order it stands in them.

    Where something cannot be read, all that does not rest on it is checked and proven nevertheless. With the folder
    of the interface's `catalogues`, they must speak every language the files declare.
    """
    return _check(Folder(questionnaire_files), Folder(pack_files), catalogues)


def _check(asked_in: Folder, rules_in: Folder, catalogues: Path | None) -> Checked:
    nothing = QuestionnaireRead(None, (), Lost(kinds=EVERYTHING))
    asked = nothing if asked_in.unread is None else read_questionnaire(asked_in.files)
    rules = RulesRead(None, False, ()) if rules_in.unread is None else read_rules(rules_in.files, asked)
    problems = [*asked_in.problems, *_beside(asked_in, [*asked.problems, *asked.unlisted])]
    problems += [*rules_in.problems, *_beside(rules_in, [*rules.problems, *rules.unlisted])]
    if catalogues:
        declared = [each for each in (asked.questionnaire, rules.sound) if each]
        problems += missing_words(catalogues, list(dict.fromkeys(code for each in declared for code in each.languages)))
    if rules.sound is None:
        return _checked(problems, {})
    program, circles = _build(asked.sound(), rules.sound)
    problems += circles
    problems += prove(program, rules.whole and not circles, None if circles else rules.doubtful)
    if all(problem.code in WARNINGS for problem in problems):
        problems += _refused(program)
    return _checked(problems, {} if circles or not rules.whole else _counts(program))


def _refused(program: Program) -> Iterator[Problem]:
    """What the engine cannot take, sound as it is."""
    try:
        DurableEngine(program)
    except EngineError:
        yield Problem("engine-refused", HEAD, at=Position(HEAD, 1, 1))


def _beside(folder: Folder, problems: Sequence[Problem]) -> Iterator[Problem]:
    """The problems of files, but not that one is missing which cannot be read, nor that one is unlisted which should be
    on a list for what is told of that.
    """
    unread = folder.unread or ()
    meant = {str(problem.params.get("near")) for problem in problems if problem.code.startswith("part-missing")}
    lacking = any(problem.code == "decision-missing" for problem in problems)
    for problem in problems:
        missing = str(problem.params.get("file", problem.subject)) in unread
        file = PurePosixPath(problem.subject)
        listed = file.stem in meant or (lacking and file.parent.name == "decisions")
        follows = listed if problem.code == "file-unlisted" else missing and problem.code.startswith(MISSING)
        if not follows:
            yield problem


MISSING = ("file-missing", "part-missing")


def _checked(problems: Sequence[Problem], counts: dict[str, int]) -> Checked:
    ordered = sorted(problems, key=lambda problem: problem.at or Position("", 0, 0))
    faults = tuple(problem for problem in ordered if problem.code not in WARNINGS)
    return Checked(faults, tuple(problem for problem in ordered if problem.code in WARNINGS), counts)


def _build(questionnaire: Questionnaire, pack: RulePack) -> tuple[Program, list[Problem]]:
    """The program, without the decisions that wait for one another in a circle."""
    circles: list[Problem] = []
    while True:
        try:
            return build(questionnaire, pack), circles
        except InvalidData as error:
            circles.extend(error.problems)
            waiting = {fact for problem in error.problems for fact in str(problem.params["detail"]).split(" → ")}
            pack = sound_part(pack, {table.id for table in pack.tables if waiting & made_by(table, pack)})


def _counts(program: Program) -> dict[str, int]:
    pack = program.pack
    return {
        "questions": len(program.questionnaire.by_id),
        "tables": len(pack.tables),
        "rows": sum(len(table.rows) for table in pack.tables),
        "findings": len(pack.findings),
        "actions": len(pack.actions),
    }
