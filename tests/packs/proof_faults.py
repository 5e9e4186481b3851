"""Further faulty packs: rules the shipped pack has, changed so that the proofs find exactly one fault."""

from __future__ import annotations

from dataclasses import dataclass

from app.packs.files import Files
from tests.packs.mutated import in_pack, in_questionnaire
from tests.support import pack_files, questionnaire_files


@dataclass(frozen=True, slots=True)
class Fault:
    """A code, the change that calls it up, and what stands where it is told."""

    code: str
    file: str
    old: str
    new: str
    mark: str
    told_in: str = ""

    def files(self) -> tuple[Files, Files]:
        """The files of questionnaire and rule pack with the change made."""
        if self.file.startswith("sections/"):
            return in_questionnaire(self.file, self.old, self.new), pack_files()
        return questionnaire_files(), in_pack(self.file, self.old, self.new)


FAULTS = [
    Fault(
        "rule-never",
        "findings.yaml",
        r'(?<=  - id: single_point\n    severity: minor\n    when:\n      marketing_headcount: )"1"',
        '"0"\n      dedicated_headcount: ">= 1"',
        "id: single_point",
    ),
]
