"""The rules that stand in a rule pack's files: those whose words have places to fill, those read only in part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from app.domain.texts import Blank, places
from app.packs.pack_documents import Gathered
from app.packs.texts import NAMES, texts_of
from app.packs.yaml_core import Document, Path, spell

BY_ENTRIES = {
    "findings.yaml": "finding",
    "actions.yaml": "action",
    "benchmarks.yaml": "benchmark",
    "notes.yaml": "note",
}
"""The files of which each entry is a rule, and what its id in the pack begins with."""
ASKS = "asks"
"""The entries of report.yaml each of which is said where a rule holds, or whatever holds."""


def blanks(gathered: Gathered) -> Iterator[Blank]:
    """Every place to fill in the words of a pack, once for each text."""
    for document in gathered.documents:
        mended = gathered.mended.get(document.file)
        for path, text in texts_of(document.data):
            if path[-1] in NAMES or (mended and path[0] == ASKS and mended.within((*path[:2], "on"))):
                continue
            said = {name: language for language in reversed(text) for name in places(text[language])}
            for name, language in sorted(said.items()):
                yield Blank(name, spell(path), document.at((*path, language)), _rules(document, path))


def mended_rules(gathered: Gathered) -> Iterator[str]:
    """The findings, actions, benchmarks and notes in which something was left out or replaced."""
    for file, mended in gathered.mended.items():
        data = mended.document.data
        for key, entries in data.items() if file in BY_ENTRIES and isinstance(data, dict) else ():
            for place, entry in enumerate(entries):
                if mended.within((key, place)):
                    yield f"{BY_ENTRIES[file]}.{entry['id']}"


def _rules(document: Document, path: Path) -> tuple[str, ...]:
    """The rule that says the text at a path; none where it is said whatever holds."""
    entries = document.data.get(path[0]) if isinstance(document.data, dict) else None
    if not isinstance(entries, list):
        return ()
    entry, kind = entries[int(path[1])], BY_ENTRIES.get(document.file)
    if document.file.startswith("decisions/") and path[0] == "rows":
        kind = PurePosixPath(document.file).stem
    if document.file == "report.yaml" and path[0] == ASKS and ":" in entry["on"]:
        return (entry["on"].replace(":", ".", 1),)
    return (f"{kind}.{entry['id']}",) if kind else ()
