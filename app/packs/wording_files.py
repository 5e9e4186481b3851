"""Reads the catalogues of the interface's words: every `*.yaml` of a folder, flat keys, one text each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.domain.errors import InvalidData, Problem
from app.domain.texts import Text
from app.domain.wording import Wording
from app.packs.files import read_folder
from app.packs.schema import FileModel, TextFile, validate
from app.packs.texts import check_document
from app.packs.yaml_core import parse


class WordsFile(FileModel):
    """A catalogue."""

    words: dict[str, TextFile]


def load_wording(folder: Path) -> Wording:
    """All words of a folder's catalogues; raises InvalidData where one cannot be read or two give the same key."""
    texts: dict[str, Text] = {}
    for name, content in read_folder(folder).items():
        document = parse(name, content)
        for key, words in validate(WordsFile, document).words.items():
            if key in texts:
                raise InvalidData([Problem("id-twice", key, {"id": key}, document.at_key(("words", key)))])
            texts[key] = Text(words)
    return Wording(texts)


def missing_words(folder: Path, languages: Sequence[str]) -> list[Problem]:
    """A text-missing problem, with its place, for every text a folder's catalogues lack in one of the languages.

    Raises InvalidData where a catalogue is no YAML.
    """
    documents = (parse(name, content) for name, content in read_folder(folder).items())
    found = (problem for document in documents for problem in check_document(document, languages, ()))
    return [problem for problem in found if problem.code == "text-missing"]
