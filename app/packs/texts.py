"""Checks a rule pack's and a questionnaire's texts: every declared language, no place to fill that nothing fills."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from app.domain.errors import Param, Problem
from app.domain.nearest import misspelt
from app.domain.texts import places
from app.packs.schema import LANGUAGES
from app.packs.yaml_core import Document, Path, spell

NAMES = frozenset({"title", "label", "unit", "question"})
"""Texts that are said wherever what they name is mentioned: nothing is filled in them."""


def check_document(
    document: Document, languages: Sequence[str] | None, facts: Collection[str], filled_elsewhere: Collection[str] = ()
) -> Iterator[Problem]:
    """The faults of the texts of one file; the places to fill of texts under some keys are looked at elsewhere.

    Without `languages` nothing is said of those that are lacking or too many.
    """
    told_before = 0
    for path, text in texts_of(document.data):
        if languages is not None:
            yield from _languages(document, path, text, languages)
        if path[-1] in filled_elsewhere:
            continue
        named = {language: set(places(words)) for language, words in text.items()}
        every = set[str]().union(*named.values())
        for name in sorted(every):
            first = next(language for language, names in named.items() if name in names)
            at, params = document.at((*path, first)), {"name": name}
            if name not in facts:
                problem = Problem("text-placeholder", spell(path), params, at)
                yield misspelt(problem, name, facts, told_before := told_before + 1)
            elif path[-1] in NAMES:
                yield Problem("placeholder-in-name", spell(path), params, at)
            elif every <= set(facts):  # else the one that is lacking may be meant by the one that is not known
                yield from _uneven(document, path, text, name)


def check_languages(document: Document, languages: Sequence[str]) -> Iterator[Problem]:
    """Each language that is declared twice."""
    for place, language in enumerate(languages):
        if language in languages[:place]:
            path: Path = ("languages", place)
            yield Problem("language-twice", spell(path), {"language": language}, document.at(path))


def _languages(document: Document, path: Path, text: Mapping[str, str], languages: Sequence[str]) -> Iterator[Problem]:
    """Each language that is lacking, or that is not declared."""
    for language in languages:
        if not text.get(language, "").strip():
            yield Problem("text-missing", spell(path), {"language": language}, document.at(path))
    for language in text.keys() - set(languages):
        yield Problem("text-undeclared", spell(path), {"language": language}, document.at(path))


def _uneven(document: Document, path: Path, text: Mapping[str, str], name: str) -> Iterator[Problem]:
    """Each language whose words lack a place to fill that those of another have."""
    for language, words in text.items():
        if words.strip() and name not in places(words):
            params: dict[str, Param] = {"name": name, "language": language}
            yield Problem("placeholder-uneven", spell(path), params, document.at((*path, language)))


def texts_of(data: object, path: Path = ()) -> Iterator[tuple[Path, dict[str, str]]]:
    """Every mapping from languages to words, with where it stands."""
    if isinstance(data, dict):
        if data and data.keys() <= set(LANGUAGES) and all(isinstance(words, str) for words in data.values()):
            yield path, data
            return
        for key, value in data.items():
            yield from texts_of(value, (*path, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from texts_of(value, (*path, place))
