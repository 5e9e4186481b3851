"""Folders of YAML files, and the catalogues of words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.domain.errors import InvalidData, Problem
from app.domain.wording import Wording
from app.packs.files import MOST_FILES, read_folder
from app.packs.wording_files import load_wording
from app.packs.yaml_core import MOST_BYTES


def problem_with(folder: Path) -> Problem:
    with pytest.raises(InvalidData) as raised:
        read_folder(folder)
    (problem,) = raised.value.problems
    return problem


def test_every_yaml_file_is_read_by_its_path_and_hidden_ones_are_passed_over(tmp_path: Path) -> None:
    for name in ("b.yaml", "a/c.yaml", ".hidden.yaml", ".git/d.yaml", "note.txt", "e.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert read_folder(tmp_path) == {"a/c.yaml": b"a/c.yaml", "b.yaml": b"b.yaml"}


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert problem_with(tmp_path / "none").code == "folder-missing"
    (tmp_path / "file").write_text("")
    assert problem_with(tmp_path / "file").code == "folder-missing"


def test_a_folder_without_yaml_is_told(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("")
    assert problem_with(tmp_path).code == "folder-empty"


def test_a_folder_of_too_many_files_is_told(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 1):
        (tmp_path / f"{number}.yaml").write_text("")
    assert problem_with(tmp_path).code == "folder-too-many"


def test_what_is_called_a_file_and_is_none_is_told_and_never_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.symlink_to(tmp_path / "nowhere")
    assert problem_with(tmp_path).code == "file-not-regular"
    path.unlink()
    path.mkdir()
    assert problem_with(tmp_path).code == "file-not-regular"
    path.rmdir()
    os.mkfifo(path)
    assert problem_with(tmp_path).code == "file-not-regular"


def test_of_a_file_that_is_too_large_no_more_is_read_than_shows_it(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"x" * (3 * MOST_BYTES))
    assert len(read_folder(tmp_path)["a.yaml"]) == MOST_BYTES + 1


# Words


def words(folder: Path, **catalogues: str) -> Wording:
    for name, text in catalogues.items():
        (folder / f"{name}.yaml").write_text(text)
    return load_wording(folder)


def test_catalogues_are_joined_and_places_filled(tmp_path: Path) -> None:
    wording = words(tmp_path, a="words:\n  x: {ja: 'あ{n}'}\n", b="words:\n  y: {ja: い}\n")
    assert wording.say("x", "ja", n=3) == "あ3"
    assert wording.say("y", "ja") == "い"


@pytest.mark.parametrize(("key", "params"), [("zzz", {}), ("x", {}), ("x", {"m": 1})])
def test_words_nobody_wrote_and_places_nothing_fills_are_errors(
    tmp_path: Path, key: str, params: dict[str, object]
) -> None:
    wording = words(tmp_path, a="words:\n  x: {ja: 'あ{n}'}\n")
    with pytest.raises(KeyError):
        wording.say(key, "ja", **params)


def test_what_fills_a_place_is_not_filled_itself(tmp_path: Path) -> None:
    assert words(tmp_path, a="words:\n  x: {ja: '{n}'}\n").say("x", "ja", n="{n}") == "{n}"


@pytest.mark.parametrize(
    ("texts", "code", "place"),
    [
        ({"a": "words:\n  x: {ja: あ}\n", "b": "words:\n  x: {ja: い}\n"}, "id-twice", "b.yaml:2:3"),
        ({"a": "words:\n  x: {ja: あ}\n  x: {ja: い}\n"}, "yaml-duplicate-key", "a.yaml:3:3"),
        ({"a": "words:\n  x: あ\n"}, "data-not-mapping", "a.yaml:2:6"),
        ({"a": "words:\n  x: {de: a}\n"}, "data-not-one-of", "a.yaml:2:11"),
        ({"a": "word: {}\n"}, "data-unknown-key-near", "a.yaml:1:1"),
    ],
)
def test_faults_of_catalogues_are_told_with_their_place(
    tmp_path: Path, texts: dict[str, str], code: str, place: str
) -> None:
    with pytest.raises(InvalidData) as raised:
        words(tmp_path, **texts)
    problems = [problem for problem in raised.value.problems if problem.code == code]
    assert [str(problem.at) for problem in problems] == [place]
