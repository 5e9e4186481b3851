"""Where a rule pack's words are said: the places to fill in them, with the rules that say them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from app.domain.texts import Blank, places
from app.packs.texts import NAMES, texts_of
from app.packs.yaml_core import Document, Path, spell

BY_ENTRIES = {
    "findings.yaml": "finding",
    "actions.yaml": "action",
    "benchmarks.yaml": "benchmark",
    "notes.yaml": "note",
}
"""The files of which each entry is a rule, and what its id in the pack begins with."""


def blanks(documents: Iterable[Document], languages: Sequence[str]) -> Iterator[Blank]:
    """Every place to fill in the words of a pack, once for each text."""
    for document in documents:
        for path, text in texts_of(document.data):
            if path[-1] in NAMES:
                continue
            said = {name: language for language in reversed(languages) for name in places(text.get(language, ""))}
            for name, language in sorted(said.items()):
                yield Blank(name, spell(path), document.at((*path, language)), _rules(document, path))


def _rules(document: Document, path: Path) -> tuple[str, ...]:
    """The rule that says the text at a path; none where it is said whatever holds."""
    kind = BY_ENTRIES.get(document.file)
    if document.file.startswith("decisions/") and path[0] == "rows":
        kind = PurePosixPath(document.file).stem
    entries = document.data.get(path[0]) if kind and isinstance(document.data, dict) else None
    return (f"{kind}.{entries[int(path[1])]['id']}",) if isinstance(entries, list) else ()
