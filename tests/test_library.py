"""What is asked and judged by: today's files, and those a diagnosis was made with."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.diagnosis import Edition
from app.domain.errors import InvalidData
from app.domain.ports import EditionMissing, Library
from app.library import PackLibrary
from app.packs.files import digest, read_folder
from app.store.migrate import upgrade
from app.store.sql_store import SqlStore, open_store
from tests.store.made import QUESTIONNAIRE_DIR, RULES_DIR, real_diagnosis


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    url = f"sqlite:///{tmp_path / 'shikumi.db'}"
    upgrade(url)
    opened = open_store(url)
    yield opened
    opened.close()


def keep(store: SqlStore, kind: str, files: dict[str, bytes]) -> Edition:
    edition = Edition(kind, "old", digest(files))
    with store.writing() as work:
        work.editions.keep(kind, edition, files)
    return edition


def test_a_diagnosis_of_today_is_read_with_todays_files(store: SqlStore) -> None:
    library: Library = PackLibrary(QUESTIONNAIRE_DIR, RULES_DIR, store)
    assert library.definitions(real_diagnosis()) is library.current
    assert library.engine.program.pack is library.current.pack


def test_an_old_diagnosis_is_read_with_the_words_it_was_made_with(store: SqlStore) -> None:
    files = dict(read_folder(RULES_DIR))
    files["pack.yaml"] = files["pack.yaml"] + b"\n# an older edition\n"
    old = keep(store, "rules", files)
    keep(store, "questionnaire", dict(read_folder(QUESTIONNAIRE_DIR)))
    library = PackLibrary(QUESTIONNAIRE_DIR, RULES_DIR, store)
    diagnosis = replace(real_diagnosis(), rules=old)
    found = library.definitions(diagnosis)
    assert found.pack.digest == old.digest != library.current.pack.digest
    assert library.definitions(diagnosis) is found  # loaded once


def test_a_diagnosis_from_before_reports_asked_anything_is_read_with_what_they_ask_today(store: SqlStore) -> None:
    old = keep(store, "rules", {name: file for name, file in read_folder(RULES_DIR).items() if name != "report.yaml"})
    keep(store, "questionnaire", dict(read_folder(QUESTIONNAIRE_DIR)))
    library = PackLibrary(QUESTIONNAIRE_DIR, RULES_DIR, store)
    found = library.definitions(replace(real_diagnosis(), rules=old)).pack
    assert (found.digest, found.handout) == (old.digest, library.current.pack.handout)


def test_a_diagnosis_whose_files_are_not_kept_cannot_be_read(store: SqlStore) -> None:
    library = PackLibrary(QUESTIONNAIRE_DIR, RULES_DIR, store)
    with pytest.raises(EditionMissing, match="f" * 64):
        library.definitions(replace(real_diagnosis(), rules=Edition("b2b-marketing-org", "2025.1", "f" * 64)))


def test_files_that_are_not_what_was_kept_are_not_shown(store: SqlStore) -> None:
    keep(store, "questionnaire", dict(read_folder(QUESTIONNAIRE_DIR)))
    changed = Edition("b2b-marketing-org", "2025.1", "e" * 64)
    with store.writing() as work:
        work.editions.keep("rules", changed, read_folder(RULES_DIR))
    library = PackLibrary(QUESTIONNAIRE_DIR, RULES_DIR, store)
    with pytest.raises(EditionMissing, match="not what was kept"):
        library.definitions(replace(real_diagnosis(), rules=changed))


def test_files_with_mistakes_are_told_when_loading(store: SqlStore, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(RULES_DIR, rules)
    (rules / "pack.yaml").write_text("id: [\n")
    with pytest.raises(InvalidData, match=r"pack\.yaml:"):
        PackLibrary(QUESTIONNAIRE_DIR, rules, store)
