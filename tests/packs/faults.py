"""Makes shipped files with one fault in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.questionnaire import Kind
from app.packs.files import Files
from app.packs.yaml_core import Path, parse
from tests.packs.entangled import wrong_seatings
from tests.packs.extras import with_findings, with_table
from tests.packs.mutated import changed, place_of
from tests.packs.rewording import place_at, with_value
from tests.support import pack_files, questionnaire_files, shipped_questionnaire


@dataclass(frozen=True, slots=True)
class Faulty:
    """The files of questionnaire and rule pack, and where the fault in them is told."""

    questionnaire: Files
    pack: Files
    place: str


Made = Callable[[], Faulty]
ASKED = frozenset(questionnaire_files())


def faulty(file: str, new: Files, place: str) -> Faulty:
    """The shipped files but for those with the fault, which is in one of them."""
    return Faulty(new, pack_files(), place) if file in ASKED else Faulty(questionnaire_files(), new, place)


def value(file: str, path: Path, new: object, told: Path | None = None) -> Made:
    """Another value at a path; told there or at another one."""

    def made() -> Faulty:
        files = with_value(questionnaire_files() if file in ASKED else pack_files(), file, path, new)
        return faulty(file, files, place_at(files, file, path if told is None else told))

    return made


def text(file: str, old: str, new: str, mark: str, told_in: str = "") -> Made:
    """Another text; told where a mark stands, in another file at times."""

    def made() -> Faulty:
        files = changed(questionnaire_files() if file in ASKED else pack_files(), file, old, new)
        return faulty(file, files, place_of(files, told_in or file, mark))

    return made


def content(file: str, new: bytes, place: str = "1:1") -> Made:
    """A whole file of other content."""
    return lambda: faulty(file, {**pack_files(), file: new}, f"{file}:{place}")


def pack(files: Callable[[], Files], file: str, mark: str) -> Made:
    """A pack made elsewhere; told where a mark stands."""
    return lambda: Faulty(questionnaire_files(), found := files(), place_of(found, file, mark))


WORDS = {"ja": "例です。", "en": "An example."}
FINDINGS, ACTIONS, SEATS, MODEL, PHASE = (
    "findings.yaml", "actions.yaml", "seats.yaml", "decisions/model.yaml", "decisions/phase.yaml"
)  # fmt: skip
COMPANY, TEAM, BUDGET = "sections/company.yaml", "sections/team.yaml", "sections/budget.yaml"
ARCHETYPE, HEAD, ASKING, REPORT = "decisions/archetype.yaml", "pack.yaml", "questionnaire.yaml", "report.yaml"
WHEN: Path = ("findings", 1, "when")
ABOUT: Path = ("about",)


def when(condition: object, *told: str | int) -> Made:
    """Another condition of a finding; told at a path inside of it."""
    return value(FINDINGS, WHEN, condition, (*WHEN, *told))


def words(ja: str, en: str, path: Path = ABOUT, file: str = HEAD, language: str = "ja") -> Made:
    """Another text in two languages."""
    return value(file, path, {"ja": ja, "en": en}, (*path, language))


def without(file: str) -> Faulty:
    """The shipped pack without one of its files."""
    files = {name: found for name, found in pack_files().items() if name != file}
    return Faulty(questionnaire_files(), files, f"{file}:1:1")


def unlisted() -> Faulty:
    """The shipped pack with a table that nothing names."""
    return Faulty(questionnaire_files(), {**pack_files(), "decisions/old.yaml": b""}, "decisions/old.yaml:1:1")


def in_japanese() -> Faulty:
    """A pack that speaks Japanese only, but for one text."""
    files: dict[str, bytes] = {}
    for name, found in pack_files().items():
        data = None if name.startswith("cases/") else _japanese(parse(name, found).data)
        files[name] = json.dumps(data, ensure_ascii=False).encode() if data else found
    files = with_value(with_value(files, HEAD, ("languages",), ["ja"]), HEAD, ABOUT, WORDS)
    return faulty(HEAD, files, place_at(files, HEAD, ABOUT))


def _japanese(data: object) -> object:
    if isinstance(data, dict):
        return {key: _japanese(each) for key, each in data.items() if key != "en"}
    return [_japanese(each) for each in data] if isinstance(data, list) else data


def heavy() -> dict[str, bytes]:
    """A finding on so many answers at once that they do not fit the engine, although some response gives them all."""
    asked = [question for question in shipped_questionnaire().questions() if question.kind is Kind.CHOICE]
    tests = {question.id: ", ".join(question.option_ids[:2]) for question in asked}
    return with_findings(extra=json.dumps({**tests, "marketing_headcount": "2"}))


def entangled_rows() -> dict[str, bytes]:
    """A table whose rows nobody can search through."""
    boxes = wrong_seatings()
    inputs = list(dict.fromkeys(name for box in boxes for name in box))
    return with_table("first", inputs, [(json.dumps(box), "a") for box in boxes])


def entangled_note() -> dict[str, bytes]:
    """A note on findings that nobody can search through."""
    ways = [json.dumps(box) for box in wrong_seatings()]
    half = len(ways) // 2
    files = with_findings(one=f"{{any: [{', '.join(ways[:half])}]}}", other=f"{{any: [{', '.join(ways[half:])}]}}")
    note = "notes:\n  - {id: extra, on: phase, when: {finding:one: 'false', finding:other: 'false'}, "
    return changed(files, "notes.yaml", "^notes:\n", f"{note}text: {json.dumps(WORDS)}, sources: [T]}}\n")
