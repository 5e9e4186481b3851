"""Faulty packs: the shipped files with one thing changed, so that the proofs find exactly one fault."""

from __future__ import annotations

from dataclasses import dataclass

from app.packs.files import Files
from tests.packs.mutated import in_pack, in_questionnaire
from tests.support import pack_files, questionnaire_files

EXTRA_ROW = """  - id: extra
    when: {marketing_headcount: "[9..12]"}
    then: {model: large}
    why: {ja: 例です。, en: An example.}
    sources: [T]
  - id: ten_without_basics
"""

NEVER_HELD = """  - id: never_held
    when: {model: small, marketing_headcount: ">= 5"}
    then: {phase: validation, tentative: false}
    why: {ja: 例です。, en: An example.}
    sources: [T]
"""
NEVER_SHOWN = """  - id: nickname
    kind: text
    label: {ja: 呼び名, en: Nickname}
    ask: {ja: 部門は何と呼ばれていますか。, en: What is the department called?}
    why: {ja: 報告書に載せます。, en: It is shown in the report.}
    accept: {max_length: 50}
    show_if: {marketing_headcount: "0", dedicated_headcount: ">= 1"}
    report_only: true

"""
IDLE = """  - id: idle
    label: {ja: 例, en: Example}
    compute: count
    of: [industry]
    matching: [it_saas]
"""


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
    Fault("table-gap", "decisions/archetype.yaml", 'employees: "< 50"', 'employees: "< 49"', "id: small_company"),
    Fault(
        "table-overlap",
        "decisions/archetype.yaml",
        'employees: "< 50"',
        'employees: "< 51", department_age: "1_to_3y, over_3y, none, under_1y"',
        "id: small_team_new",
    ),
    Fault(
        "row-unreachable",
        "decisions/phase.yaml",
        r'when: \{department_age: none, dedicated_headcount: "0"\}',
        "when: {department_age: none, decision_owner: unclear}",
        "id: no_department_none_dedicated",
    ),
    Fault(
        "rule-never",
        "findings.yaml",
        r'(?<=  - id: single_point\n    severity: minor\n    when:\n      marketing_headcount: )"1"',
        '"0"\n      dedicated_headcount: ">= 1"',
        "id: single_point",
    ),
    Fault(
        "action-circle",
        "actions.yaml",
        r"(?<=id: trace_leads_and_listen\n    earliest: now\n    after: )\[\]",
        "[agree_mql_sql]",
        "id: trace_leads_and_listen",
    ),
    Fault(
        "action-too-early",
        "actions.yaml",
        r"(?<=id: trace_leads_and_listen\n    earliest: )now",
        "next",
        "id: agree_mql_sql",
    ),
    Fault(
        "decision-circle",
        "decisions/model.yaml",
        r"inputs: \[marketing_headcount, basics_ready\]((?:.|\n)*?)basics_ready: true\}",
        "inputs: [marketing_headcount, basics_ready, archetype]\\1basics_ready: true, archetype: lean}",
        "id: small_company",
        "decisions/archetype.yaml",
    ),
    Fault(
        "question-never-shown",
        "sections/team.yaml",
        r"(?=  - id: inside_sales_kind\n)",
        NEVER_SHOWN,
        "id: nickname",
    ),
    Fault("row-never", "decisions/phase.yaml", r"(?=  - id: nobody_yet\n)", NEVER_HELD, "id: never_held"),
    Fault(
        "alternative-never",
        "findings.yaml",
        r"(?<=        - budget_holder: business_units\n)",
        '        - {model: small, marketing_headcount: ">= 5"}\n',
        "{model: small",
    ),
    Fault("derived-unread", "facts.yaml", r"(?<=^derived:\n)", IDLE, "id: idle"),
    Fault("question-unread", "sections/company.yaml", "    report_only: true\n", "", "id: company_name"),
    Fault(
        "question-read-after-all",
        "sections/company.yaml",
        r"(?<=  - id: employees\n)",
        "    report_only: true\n",
        "id: employees",
    ),
    Fault(
        "term-unknown",
        "sections/company.yaml",
        r"(?<=  - id: employees\n)",
        "    terms: [employee]\n",
        "employee]",
    ),
]
