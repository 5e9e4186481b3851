"""A response is diagnosed, and the diagnosis kept as it was made."""

import threading
from dataclasses import replace

import pytest

from app.domain.diagnosis import diagnose as apply
from app.domain.errors import InvalidAnswers
from app.domain.ports import Definitions, NoSuchResponse
from app.library import PackLibrary
from app.services.respond import Respond
from app.services.results import Diagnose
from app.store.sql_store import SqlStore
from tests.store.made import QUESTIONNAIRE_DIR, REQUIRED, RULES_DIR, real_diagnosis


@pytest.fixture
def token(respond: Respond) -> str:
    token, _ = respond.start()
    respond.save(token, REQUIRED)
    return token


def test_a_submitted_response_is_diagnosed_and_both_are_kept(
    respond: Respond, diagnose: Diagnose, store: SqlStore, library: PackLibrary, token: str
) -> None:
    made = diagnose.submit(token)
    assert made.diagnosis == real_diagnosis()
    response = respond.find(token)
    assert (response.submitted_at, response.version) == (made.created_at, 3)
    assert diagnose.result(token, made.id) == diagnose.latest(token) == made
    with store.reading() as work:
        assert work.editions.files(made.diagnosis.questionnaire.digest) == library.questionnaire_files
        assert work.editions.files(made.diagnosis.rules.digest) == library.pack_files


def test_an_incomplete_response_is_refused_with_everything_missing_and_nothing_is_kept(
    respond: Respond, diagnose: Diagnose
) -> None:
    token, _ = respond.start()
    respond.save(token, {"employees": 180, "marketing_headcount": 6})
    with pytest.raises(InvalidAnswers) as raised:
        diagnose.submit(token)
    assert {problem.subject for problem in raised.value.problems} == {"department_age", "decision_owner"}
    assert diagnose.latest(token) is None
    assert respond.find(token).submitted_at is None


def test_a_response_with_a_draft_is_refused_until_it_is_mended(
    respond: Respond, diagnose: Diagnose, token: str
) -> None:
    respond.save(token, {"dedicated_headcount": 4})
    respond.save(token, {"marketing_headcount": 3})
    with pytest.raises(InvalidAnswers) as raised:
        diagnose.submit(token)
    assert [problem.code for problem in raised.value.problems] == ["answer-draft"]
    respond.save(token, {"dedicated_headcount": 2, "marketing_headcount": None}, typed={"employees": ["?"]})
    with pytest.raises(InvalidAnswers) as raised:
        diagnose.submit(token)
    assert [(problem.code, problem.subject) for problem in raised.value.problems] == [
        ("answer-draft", "employees"),
        ("answer-required", "marketing_headcount"),
    ]
    respond.save(token, {"marketing_headcount": 3, "employees": 180})
    assert diagnose.submit(token).diagnosis.answers["dedicated_headcount"] == 2


def test_an_answer_to_a_question_that_is_not_asked_any_more_does_not_stand_in_the_way(
    respond: Respond, diagnose: Diagnose, token: str
) -> None:
    respond.save(token, {"dedicated_headcount": 4})
    respond.save(token, {"marketing_headcount": 0})
    assert diagnose.submit(token).diagnosis == real_diagnosis(marketing_headcount=0)


def test_submitting_the_same_again_gives_the_same_diagnosis(respond: Respond, diagnose: Diagnose, token: str) -> None:
    made = diagnose.submit(token)
    before = respond.find(token)
    assert diagnose.submit(token) == made
    assert respond.find(token) == before


def test_submitting_changed_answers_gives_another_diagnosis_beside_the_first(
    respond: Respond, diagnose: Diagnose, token: str
) -> None:
    first = diagnose.submit(token)
    respond.save(token, {"marketing_headcount": 40})
    second = diagnose.submit(token)
    assert second.diagnosis.outcome.model != first.diagnosis.outcome.model
    assert diagnose.latest(token) == second
    assert diagnose.result(token, first.id) == first


def test_submitting_twice_at_the_same_moment_makes_one_diagnosis(diagnose: Diagnose, token: str) -> None:
    gate, made = threading.Barrier(4), []

    def submit() -> None:
        gate.wait()
        made.append(diagnose.submit(token))

    threads = [threading.Thread(target=submit) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(made) == 4
    assert len({each.id for each in made}) == 1


def test_nothing_is_kept_of_a_diagnosis_that_fails(
    respond: Respond, diagnose: Diagnose, store: SqlStore, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr("app.store.repositories.SqlDiagnoses.add", fail)
    before = respond.find(token)
    with pytest.raises(OSError, match="disk"):
        diagnose.submit(token)
    assert respond.find(token) == before
    with store.reading() as work:
        assert work.editions.files(real_diagnosis().rules.digest) is None


def test_the_result_of_someone_elses_response_is_not_given(respond: Respond, diagnose: Diagnose, token: str) -> None:
    made = diagnose.submit(token)
    other, _ = respond.start()
    respond.save(other, REQUIRED)
    assert diagnose.result(other, made.id) is None
    assert diagnose.latest(other) is None
    assert diagnose.submit(other).id != made.id


@pytest.mark.parametrize("id_", ["", "diagnosis-2", "\0", "x" * 1_000_000, "診断", "\ud800"])
def test_no_other_text_names_a_result(diagnose: Diagnose, token: str, id_: str) -> None:
    diagnose.submit(token)
    assert diagnose.result(token, id_) is None


@pytest.mark.parametrize("token", ["", "nobody's", "x" * 1_000_000, "診断"])
def test_no_other_text_opens_a_result(diagnose: Diagnose, token: str) -> None:
    assert diagnose.result(token, "diagnosis-1") is None
    assert diagnose.latest(token) is None
    with pytest.raises(NoSuchResponse):
        diagnose.submit(token)


class NewRules(PackLibrary):
    """The same rules in a new edition."""

    def __init__(self, store: SqlStore) -> None:
        super().__init__(QUESTIONNAIRE_DIR, RULES_DIR, store)
        self.pack_files = {**self.pack_files, "new.yaml": b"{}"}
        pack = replace(self.current.pack, digest="e" * 64)
        self.current = Definitions(self.current.questionnaire, pack)
        self.engine.program = replace(self.engine.program, pack=pack)


def test_new_rules_make_a_new_diagnosis_of_the_same_answers(
    diagnose: Diagnose, store: SqlStore, clock: object, token: str
) -> None:
    made = diagnose.submit(token)
    renewed = Diagnose(store, NewRules(store), clock, lambda: "renewed").submit(token)
    assert (renewed.id, renewed.diagnosis.rules.digest) == ("renewed", "e" * 64)
    assert diagnose.result(token, made.id) == made


def test_the_engine_and_the_reference_make_the_same_diagnosis(library: PackLibrary) -> None:
    from app.domain.answers import read

    answers = read(library.current.questionnaire, REQUIRED)
    assert apply(library.engine, answers) == real_diagnosis()
