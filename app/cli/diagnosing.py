"""Diagnosing from files, without a database."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.cli.output import Output
from app.domain.answers import read
from app.domain.changes import ChangeFinder, Proposal
from app.domain.diagnosis import Diagnosis, diagnose
from app.domain.errors import InvalidData, Position, Problem
from app.domain.ports import Imprint
from app.domain.presentation import Presentation
from app.domain.presenting import present
from app.domain.program import build
from app.engine.durable import DurableEngine
from app.engine.reference import ReferenceEngine
from app.library import load
from app.packs.answers_files import read_answers
from app.packs.files import read_folder
from app.packs.spoken import require_language
from app.packs.yaml_core import MOST_BYTES

STANDARD_INPUT = "-"
DIGITS = 12


class Diagnosing:
    """A questionnaire and its rule pack, ready to diagnose in a language.

    Raises InvalidData for faulty files, and for a language they do not speak.
    """

    def __init__(self, questionnaire: Path, rules: Path, language: str) -> None:
        definitions = load(read_folder(questionnaire), read_folder(rules))
        require_language(language, definitions.questionnaire, definitions.pack)
        self.questionnaire = definitions.questionnaire
        self.pack = definitions.pack
        self._program = build(self.questionnaire, self.pack)
        self._engine = DurableEngine(self._program)

    def diagnose(self, name: str, content: bytes) -> Diagnosis:
        """The diagnosis of an answers document; raises InvalidData or InvalidAnswers with every problem."""
        raw = read_answers(name, content, self.questionnaire.id)
        return diagnose(self._engine, read(self.questionnaire, raw))

    def proposals(self, diagnosis: Diagnosis) -> tuple[Proposal, ...]:
        """What would change the diagnosis's conclusions."""
        return ChangeFinder(ReferenceEngine(self._program)).proposals(diagnosis.answers)

    def present(
        self, diagnosis: Diagnosis, output: Output, proposals: Sequence[Proposal] | None = None
    ) -> Presentation:
        """The diagnosis in words, with what would change it where `proposals` are given."""
        return present(diagnosis, self.questionnaire, self.pack, output.wording, output.language, proposals)


def imprint_of(diagnosis: Diagnosis) -> Imprint:
    """The imprint of a report on a diagnosis that is not kept: its id is a digest of what was asked and answered.

    It is dated now, or by SOURCE_DATE_EPOCH where a file is to be made again byte for byte.
    """
    told = (diagnosis.questionnaire.digest, diagnosis.rules.digest, sorted(diagnosis.answers.items()))
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    made_at = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return Imprint(hashlib.sha256(repr(told).encode()).hexdigest()[:DIGITS], made_at)


def read_document(name: str) -> bytes:
    """The bytes of an answers file, or of standard input for `-`; raises InvalidData."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(name, error) from error


def read_lines(name: str) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that say something, each with its number; raises InvalidData."""
    try:
        with Path(name).open("rb") as file:
            number = 0
            while line := file.readline(MOST_BYTES + 1):
                number += 1
                if line.strip():
                    yield number, line
                while len(line) > MOST_BYTES and not line.endswith(b"\n"):
                    line = file.readline(MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: OSError) -> InvalidData:
    detail = {"detail": error.strerror or str(error)}
    return InvalidData([Problem("file-unreadable", name, detail, Position(name, 1, 1))])
