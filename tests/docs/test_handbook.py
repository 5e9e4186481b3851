"""The handbook's worked example works: every edit fits the shipped pack, every command prints what the page says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cli.commands import main as shikumi
from app.domain.answers import read
from app.domain.diagnosis import diagnose
from app.domain.ports import StoredDiagnosis
from app.library import PackLibrary
from app.store.sql_store import open_store
from tests.docs.handbook import HANDBOOK, Example, Shown, fill
from tests.support import CHECKOUT, REQUIRED, shipped_pack

NEW_RULES = "packs/2026.2-aoba/rules"
NEW_QUESTIONNAIRE = "packs/2026.2-aoba/questionnaire"


@dataclass(frozen=True)
class CarriedOut:
    """The example, carried out."""

    folder: Path
    url: str
    shown: list[Shown]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CarriedOut]:
    folder = tmp_path_factory.mktemp("handbook")
    url = f"sqlite:///{folder / 'shikumi.db'}"
    fill(url)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(folder)
        monkeypatch.setenv("SHIKUMI_DATABASE_URL", url)
        yield CarriedOut(folder, url, Example(folder).carry_out(HANDBOOK.read_text()))


def test_every_command_prints_what_the_page_says(example: CarriedOut) -> None:
    assert len(example.shown) > 10
    wrong = [(shown.line, shown.command, shown.says, shown.printed) for shown in example.shown if not shown.agrees()]
    assert wrong == [], "if the page is to follow: python -m tests.docs.handbook"


def test_the_new_edition_is_used_for_what_is_diagnosed_from_now_on(example: CarriedOut) -> None:
    store = open_store(example.url)
    library = PackLibrary(example.folder / NEW_QUESTIONNAIRE, example.folder / NEW_RULES, store)
    answers = REQUIRED | {"task_events": "mixed", "event_followup": "later"}
    made = diagnose(library.engine, read(library.current.questionnaire, answers))
    assert (made.rules.edition, made.questionnaire.edition) == ("2026.2-aoba", "2026.2-aoba")
    assert "event_contacts_cold" in {finding.id for finding in made.outcome.findings}
    assert "contact_after_events" in {action.id for action in made.outcome.actions}
    store.close()


def test_diagnoses_from_before_stay_as_they_are(example: CarriedOut) -> None:
    store = open_store(example.url)
    library = PackLibrary(example.folder / NEW_QUESTIONNAIRE, example.folder / NEW_RULES, store)
    with store.reading() as work:
        kept: StoredDiagnosis | None = work.diagnoses.latest("kaitou-1")
    assert kept
    assert kept.diagnosis.outcome.archetype == "separated"
    assert library.definitions(kept.diagnosis).pack.edition == shipped_pack().edition
    store.close()


def test_every_command_named_on_the_page_is_one_and_every_link_leads_somewhere() -> None:
    page = HANDBOOK.read_text()
    for name in re.findall(r"\./run shikumi ([a-z]+)", page):
        assert name in shikumi.commands  # type: ignore[attr-defined]
    for link in re.findall(r"\]\(([^)#]+)\)", page):
        assert (HANDBOOK.parent / link).exists(), link
    assert "docs/handbook.md" in (CHECKOUT / "README.md").read_text()


def test_the_page_names_the_files_there_are() -> None:
    page = HANDBOOK.read_text()
    rules = CHECKOUT / "rules" / "b2b-marketing-org"
    first = page[: page.index("## 2")]
    for name in re.findall(r"`([a-z]+\.yaml)`", first):
        assert list(rules.rglob(name)) or list((CHECKOUT / "questionnaires").rglob(name)), name
