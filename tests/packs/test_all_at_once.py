"""All faults are told in one run, whatever else is wrong, and none for another's sake."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

import pytest

from app.cli.checking import check_all
from app.packs.files import Files
from tests.packs.mutated import changed
from tests.support import pack_files, questionnaire_files

Fault = tuple[str, str, str, str]

# file, what is replaced by what, the code told; no two rest on one another
FAULTS: list[Fault] = [
    ("sections/company.yaml", "left_out: undisclosed", "left_out: secret", "question-left-out"),
    ("sections/budget.yaml", r'annual_budget_manyen: "not\(null\)"', "annual_budget_manyen: x",
     "cell-not-a-number-test"),
    ("sections/operation.yaml", r"^title: \{ja: ([^,]*), en: .*\}$", r"title: {ja: \1}", "text-missing"),
    ("glossary.yaml", "ja: MQL$", "ja: '{zzz}'", "text-placeholder"),
    ("capacity.yaml", "headcount: 3,", "headcount: null,", "capacity-last"),
    ("seats.yaml", "spare: execution", "spare: executer", "reference-unknown-near"),
    ("decisions/phase.yaml", r'when: \{department_age: none, dedicated_headcount: "0"\}',
     "when: {department_age: none, decision_owner: unclear}", "row-unreachable"),
    ("decisions/grade.yaml", r"    sources: \[", "    sorces: [", "data-unknown-key-near"),
    ("decisions/exit_criteria.yaml", "  owner_named:\n", "  owner_nam:\n", "table-values"),
    ("findings.yaml", "decision_owner: unclear", "decision_owner: unclaer", "cell-unknown-value-near"),
    ("actions.yaml", r"(?<=id: trace_leads_and_listen\n    earliest: )now", "next", "action-too-early"),
    ("benchmarks.yaml", "    figure:", "    figur:", "data-unknown-key-near"),
    ("notes.yaml", "on: model", "on: modle", "reference-unknown-near"),
    ("report.yaml", r"hats: \[operations, lead\]", "hats: [operations]", "decision-unowned"),
]  # fmt: skip


def _told(faults: Sequence[Fault]) -> set[tuple[str, str]]:
    questionnaire, pack = questionnaire_files(), pack_files()
    for file, old, new, _ in faults:
        if file in questionnaire:
            questionnaire = changed(questionnaire, file, old, new)
        else:
            pack = changed(pack, file, old, new)
    return {(fault.code, str(fault.at)) for fault in check_all(questionnaire, pack).faults}


@cache
def _alone(fault: Fault) -> set[tuple[str, str]]:
    return _told([fault])


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[0])
def test_a_fault_alone_is_told_in_its_file_only(fault: Fault) -> None:
    told = _alone(fault)
    assert fault[3] in {code for code, _ in told}
    assert {at.partition(":")[0] for _, at in told} == (
        {fault[0]} if fault[3] != "action-too-early" else {"actions.yaml"}
    )


def test_faults_of_every_stage_are_told_together() -> None:
    assert _told(FAULTS) == set().union(*map(_alone, FAULTS))


@pytest.mark.parametrize("seed", range(12))
def test_any_few_faults_are_told_as_each_is_alone(seed: int) -> None:
    few = random.Random(seed).sample(FAULTS, 4)
    assert _told(few) == set().union(*map(_alone, few))


def _files(which: str) -> list[str]:
    files = questionnaire_files() if which == "questionnaire" else pack_files()
    return sorted(name for name in files if not name.startswith(("cases/", "example")))


def _with(files: Files, name: str, content: bytes) -> dict[str, bytes]:
    return {**files, name: content}


@pytest.mark.parametrize("name", _files("pack"))
def test_an_unreadable_file_of_the_pack_is_told_once_and_nothing_for_its_sake(name: str) -> None:
    found = check_all(questionnaire_files(), _with(pack_files(), name, b"a: [\n"))
    assert [(fault.code, fault.at and fault.at.file) for fault in found.faults] == [("yaml-broken", name)]


@pytest.mark.parametrize("name", _files("questionnaire"))
def test_an_unreadable_file_of_the_questionnaire_is_told_once_and_nothing_for_its_sake(name: str) -> None:
    found = check_all(_with(questionnaire_files(), name, b"a: [\n"), pack_files())
    assert [(fault.code, fault.at and fault.at.file) for fault in found.faults] == [("yaml-broken", name)]


@pytest.mark.parametrize("name", ["notes.yaml", "tasks.yaml", "decisions/model.yaml", "sections/team.yaml"])
def test_an_unreadable_file_hides_no_fault_of_another(name: str) -> None:
    others = [
        fault for fault in FAULTS if fault[0] in ("glossary.yaml", "sections/budget.yaml", "sections/operation.yaml")
    ]
    questionnaire, pack = questionnaire_files(), pack_files()
    for file, old, new, _ in others:
        if file in questionnaire:
            questionnaire = changed(questionnaire, file, old, new)
        else:
            pack = changed(pack, file, old, new)
    if name in questionnaire:
        questionnaire = _with(questionnaire, name, b"a: [\n")
    else:
        pack = _with(pack, name, b"a: [\n")
    told = {fault.code for fault in check_all(questionnaire, pack).faults}
    assert {"yaml-broken", "cell-not-a-number-test", "text-missing"} <= told


@pytest.mark.parametrize(
    ("file", "old"),
    [("findings.yaml", "    severity: critical"), ("actions.yaml", "    earliest: now"), ("sources.yaml", "    date: "),
     ("glossary.yaml", "    sources: "), ("seats.yaml", "    always: true"), ("facts.yaml", "    compute: count\n"),
     ("sections/team.yaml", "    kind: integer"), ("tasks.yaml", "    group: core"), ("capacity.yaml", "most: "),
     ("report.yaml", "    on: "), ("report.yaml", "      action: "), ("report.yaml", "    rhythm: "),
     ("report.yaml", "^goals:")],
)  # fmt: skip
def test_an_entry_that_misspells_a_key_is_all_that_is_told(file: str, old: str) -> None:
    told = _told([(file, old, old.replace(":", "x:", 1), "")])
    assert {code for code, _ in told} <= {"data-unknown-key-near", "data-unknown-key", "data-missing-key"}
    assert {at.partition(":")[0] for _, at in told} == {file}
