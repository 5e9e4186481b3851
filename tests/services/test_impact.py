"""Stored responses are diagnosed anew under a changed pack; nothing stored changes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.cli.impacting import Comparing
from app.domain.impact import Compared, Impact
from app.domain.ports import StoredDiagnosis
from app.domain.program import Program, build
from app.engine.reference import ReferenceEngine
from app.packs.files import Files
from app.packs.pack_files import load_rules
from app.packs.questionnaire_files import load_questionnaire
from app.services import impact as services
from app.services.impact import MeasureImpact, Page, compare_page
from app.store.database import open_database
from app.store.sql_store import SqlStore
from tests.packs.mutated import changed, in_pack, in_questionnaire
from tests.store import made
from tests.support import pack_files, questionnaire_files, shipped_program


def program_of(questionnaire: Files | None = None, pack: Files | None = None) -> Program:
    """A program of these files, or of the shipped ones."""
    asked = load_questionnaire(questionnaire or questionnaire_files())
    return build(asked, load_rules(pack or pack_files(), asked))


def small_up_to_two() -> Files:
    """The shipped pack with the bound between small and mid moved by one."""
    files = in_pack("decisions/model.yaml", r"\[0\.\.3\]", "[0..2]")
    return changed(files, "decisions/model.yaml", r"\[4\.\.9\]", "[3..9]")


def measure(store: SqlStore, program: Program, **options: object) -> tuple[Impact, list[Compared]]:
    """The counts, and what was told of each response."""
    told: list[Compared] = []

    def compare(pages: Iterable[Page]) -> Iterator[Sequence[Compared]]:
        return (compare_page(ReferenceEngine(program), page) for page in pages)

    return MeasureImpact(store, compare).measure(told.append, 5, **options), told


def keep(store: SqlStore, number: int, response: str | None = None, **answers: made.Answer) -> None:
    """Keeps a diagnosis of these answers, made `number` hours after the first moment."""
    id_ = response or f"r{number}"
    stored = StoredDiagnosis(
        f"d{number}", id_, made.NOW + timedelta(hours=number), made.real_diagnosis(**made.REQUIRED | answers)
    )
    with store.writing() as work:
        if response is None:
            work.responses.add(made.response(id_), f"{number:064d}")
        made.keep(work, stored)


@pytest.fixture
def headcounts(store: SqlStore) -> SqlStore:
    """Responses r0 to r12 with as many people."""
    for number in range(13):
        keep(store, number, marketing_headcount=number)
    return store


def everything(database: str) -> dict[str, list[tuple[object, ...]]]:
    """All that is stored."""
    engine = open_database(database)
    tables = sa.inspect(engine).get_table_names()
    with engine.connect() as connection:
        found = {name: connection.execute(sa.text(f'SELECT * FROM "{name}"')).all() for name in tables}  # noqa: S608
    engine.dispose()
    return {name: [tuple(map(str, row)) for row in rows] for name, rows in found.items()}


def test_a_changed_threshold_changes_exactly_the_responses_it_should(headcounts: SqlStore, database: str) -> None:
    before = everything(database)
    impact, told = measure(headcounts, program_of(pack=small_up_to_two()))
    changed_ = {one.response_id: one.changes for one in told if one.changes}
    assert changed_.keys() == {"r3"}
    assert ("model", "small", "mid") in {(c.conclusion, c.before, c.after) for c in changed_["r3"]}
    assert (impact.compared, impact.changed, impact.unreadable) == (13, 1, 0)
    assert everything(database) == before


def test_an_unchanged_pack_changes_nothing(headcounts: SqlStore) -> None:
    impact, told = measure(headcounts, program_of())
    assert (impact.compared, impact.changed, impact.by_change) == (13, 0, {})
    assert [one.response_id for one in told] == [f"r{number}" for number in range(13)]


def test_a_severity_and_a_capacity_are_seen(store: SqlStore) -> None:
    keep(store, 1, marketing_headcount=0)
    graver = in_pack(
        "findings.yaml", r"id: answers_unknown\n    severity: minor", "id: answers_unknown\n    severity: major"
    )
    impact, _ = measure(store, program_of(pack=graver))
    assert [(c.conclusion, c.before, c.after) for c in impact.by_change] == [
        ("finding:answers_unknown", "minor", "major")
    ]
    fewer = in_pack("capacity.yaml", "headcount: 1, most: 3", "headcount: 1, most: 1")
    impact, _ = measure(store, program_of(pack=fewer))
    assert {c.conclusion.partition(":")[0] for c in impact.by_change} == {"action"}
    assert all(c.before == "now" for c in impact.by_change)


def test_only_the_latest_diagnosis_of_a_response_counts(store: SqlStore) -> None:
    keep(store, 1, marketing_headcount=3)
    keep(store, 2, marketing_headcount=3)
    keep(store, 3, response="r1", marketing_headcount=5)
    impact, told = measure(store, program_of(pack=small_up_to_two()))
    assert [(one.response_id, one.diagnosis_id) for one in told] == [("r2", "d2"), ("r1", "d3")]
    assert [one.response_id for one in told if one.changes] == ["r2"]
    assert impact.compared == 2


def test_since_leaves_out_what_was_made_before(headcounts: SqlStore) -> None:
    impact, told = measure(headcounts, program_of(), since=made.NOW + timedelta(hours=10))
    assert [one.response_id for one in told] == ["r10", "r11", "r12"]
    assert impact.compared == 3


def test_a_response_diagnosed_again_since_counts_by_its_latest(store: SqlStore) -> None:
    keep(store, 1)
    keep(store, 2)
    keep(store, 3, response="r1")
    _, told = measure(store, program_of(), since=made.NOW + timedelta(hours=3))
    assert [one.diagnosis_id for one in told] == ["d3"]


def test_an_empty_store_has_no_impact(store: SqlStore) -> None:
    impact, told = measure(store, program_of())
    assert impact.empty
    assert told == []


@pytest.mark.parametrize("limit", [1, 2, 5, 13, 14])
def test_pages_of_any_size_give_every_response_once(headcounts: SqlStore, limit: int) -> None:
    found: list[str] = []
    with headcounts.reading() as work:
        after = None
        while page := work.diagnoses.page(after, limit):
            assert len(page) <= limit
            found += [stored.response_id for stored in page]
            after = page[-1].id
    assert found == [f"r{number}" for number in range(13)]


def test_a_page_gives_the_diagnoses_as_they_are(store: SqlStore) -> None:
    keep(store, 1)
    with store.reading() as work:
        assert list(work.diagnoses.page(None, 5)) == [work.diagnoses.get("d1")]
        assert list(work.diagnoses.page("d1", 5)) == []


def test_what_is_diagnosed_meanwhile_is_not_seen_and_does_not_wait(
    headcounts: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One state of the database, although it is read in pages."""
    monkeypatch.setattr(services, "PAGE", 4)
    told: list[str] = []

    def tell(one: Compared) -> None:
        told.append(one.diagnosis_id)
        if one.diagnosis_id == "d1":
            keep(headcounts, 50)
            keep(headcounts, 51, response="r12")

    engine = ReferenceEngine(shipped_program())
    MeasureImpact(headcounts, lambda pages: (compare_page(engine, page) for page in pages)).measure(tell, 5)
    assert told == [f"d{number}" for number in range(13)]


def test_a_response_that_cannot_be_read_is_listed_with_its_problem_and_without_its_answer(store: SqlStore) -> None:
    keep(store, 1, employees=4321, company_name="株式会社みほん")
    keep(store, 2, employees=40)
    smaller = in_questionnaire("sections/company.yaml", "max: 2000000", "max: 1000")
    impact, told = measure(store, program_of(smaller))
    assert (impact.compared, impact.unreadable) == (1, 1)
    bad = next(one for one in told if one.obstacles)
    assert bad.response_id == "r1"
    assert [(o.code, o.question) for o in bad.obstacles] == [("answer-out-of-range", "employees")]
    assert "4321" not in str(bad)
    assert "みほん" not in str(bad)


def test_a_question_that_became_required_is_an_obstacle_only_where_it_was_left_out(store: SqlStore) -> None:
    keep(store, 1)
    keep(store, 2, industry="services")
    required = in_questionnaire(
        "sections/company.yaml", "- id: industry\n", "- id: industry\n    required: true\n    quick: true\n"
    )
    impact, told = measure(store, program_of(required))
    assert [one.response_id for one in told if one.obstacles] == ["r1"]
    assert (impact.compared, impact.changed) == (1, 0)


def test_a_question_that_is_gone_stands_in_nobodys_way(store: SqlStore) -> None:
    keep(store, 1, company_name="株式会社みほん")
    program = program_of()
    sections = tuple(
        replace(s, questions=tuple(q for q in s.questions if q.id != "company_name"))
        for s in program.questionnaire.sections
    )
    questionnaire = replace(program.questionnaire, sections=sections)
    impact, _ = measure(store, replace(program, questionnaire=questionnaire))
    assert (impact.compared, impact.changed, impact.unreadable) == (1, 0, 0)


def test_a_table_that_does_not_decide_is_an_obstacle_not_a_crash(store: SqlStore) -> None:
    keep(store, 1, marketing_headcount=3)
    keep(store, 2, marketing_headcount=6)
    gap = in_pack("decisions/model.yaml", r"\[0\.\.3\]", "[0..2]")
    impact, told = measure(store, program_of(pack=gap))
    assert [(o.code, o.question) for one in told for o in one.obstacles] == [("rule-undecided", "model")]
    assert (impact.compared, impact.unreadable) == (1, 1)


def test_two_processes_find_what_one_finds(headcounts: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "PAGE", 2)
    monkeypatch.setattr("app.cli.impacting.PAGE", 2)
    pack = small_up_to_two()
    expected, told = measure(headcounts, program_of(pack=pack))
    told_by_two: list[Compared] = []
    comparing = Comparing(questionnaire_files(), pack, processes=2)
    found = MeasureImpact(headcounts, comparing).measure(told_by_two.append, 5)
    assert told_by_two == told
    assert found == expected
