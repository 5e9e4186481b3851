"""The shipped files with one thing changed, and what a loader says of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

import pytest

from app.domain.errors import InvalidData, Problem
from app.domain.wording import Wording
from app.packs.files import Files
from app.packs.pack_files import load_rules
from app.packs.questionnaire_files import load_questionnaire
from app.packs.wording_files import load_wording
from tests.support import WORDING_DIR, pack_files, questionnaire_files, shipped_questionnaire


def changed(files: Files, name: str, old: str, new: str) -> dict[str, bytes]:
    """The files with the first match of a pattern replaced in one of them."""
    text = files[name].decode()
    assert re.search(old, text, re.MULTILINE), f"{old!r} is not in {name}"
    return {
        **files,
        name: re.sub(old, new if "\\1" in new else lambda _: new, text, count=1, flags=re.MULTILINE).encode(),
    }


def place_of(files: Files, name: str, mark: str) -> str:
    """Where a mark stands in a file."""
    before = files[name].decode().partition(mark)[0]
    assert len(before) < len(files[name].decode()), f"{mark!r} is not in {name}"
    return f"{name}:{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"


def problems_of(load: Callable[[], object]) -> list[Problem]:
    """What a loader says is wrong."""
    with pytest.raises(InvalidData) as raised:
        load()
    return said(raised.value.problems)


@cache
def _words() -> Wording:
    return load_wording(WORDING_DIR)


def said(problems: Sequence[Problem]) -> list[Problem]:
    """The problems, each of which has words with all its places filled."""
    for problem in problems:
        words = _words().problem(problem, "ja")
        assert words.strip()
        assert words.encode()
    return list(problems)


def pack_problems(files: Files) -> list[Problem]:
    """What is wrong with a rule pack's files."""
    return problems_of(lambda: load_rules(files, shipped_questionnaire()))


def questionnaire_problems(files: Files) -> list[Problem]:
    """What is wrong with a questionnaire's files."""
    return problems_of(lambda: load_questionnaire(files))


def in_pack(name: str, old: str, new: str) -> dict[str, bytes]:
    """The shipped rule pack, changed."""
    return changed(pack_files(), name, old, new)


def in_questionnaire(name: str, old: str, new: str) -> dict[str, bytes]:
    """The shipped questionnaire, changed."""
    return changed(questionnaire_files(), name, old, new)
