"""Checks a rule pack's and a questionnaire's texts: every declared language, no place to fill that nothing fills."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from app.domain.errors import Param, Problem
from app.domain.nearest import misspelt
from app.domain.texts import places
from app.packs.schema import LANGUAGES
from app.packs.yaml_core import Document, Path, spell


def check_document(
    document: Document, languages: Sequence[str], facts: Collection[str], filled_elsewhere: Collection[str] = ()
) -> Iterator[Problem]:
    """The faults of the texts of one file; the places to fill of texts under some keys are looked at elsewhere."""
    told_before = 0
    for path, text in _texts(document.data, ()):
        place = document.at(path)
        for language in languages:
            if not text.get(language, "").strip():
                yield Problem("text-missing", spell(path), {"language": language}, place)
        for language in text.keys() - set(languages):
            yield Problem("text-undeclared", spell(path), {"language": language}, place)
        if path[-1] in filled_elsewhere:
            continue
        for name in sorted({name for words in text.values() for name in places(words)} - set(facts)):
            params: dict[str, Param] = {"name": name}
            first = next(language for language, words in text.items() if name in places(words))
            problem = Problem("text-placeholder", spell(path), params, document.at((*path, first)))
            yield misspelt(problem, name, facts, told_before := told_before + 1)


def _texts(data: object, path: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """Every mapping from languages to words, with where it stands."""
    if isinstance(data, dict):
        if data and data.keys() <= set(LANGUAGES) and all(isinstance(words, str) for words in data.values()):
            yield path, data
            return
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _texts(value, (*path, place))
