"""Every worked case, typed into the forms section by section, gives the outcome it expects in what is stored."""

from pathlib import Path

import pytest
import yaml

from app.domain.document import document
from app.domain.expectations import differences
from app.domain.questionnaire import Kind, Question
from tests.web.visitor import Visitor

CASES = sorted((Path(__file__).resolve().parents[2] / "rules" / "b2b-marketing-org" / "cases").glob("*.yaml"))
MOST_ROUNDS = 5


def typed(question: Question, answer: object) -> "str | list[str]":
    """The answer as a person enters it."""
    if question.kind is Kind.MULTIPLE:
        assert isinstance(answer, list)
        return [str(each) for each in answer] or ["-"]
    return str(answer)


def walk(visitor: Visitor, answers: dict[str, object]) -> None:
    """Fills every section, again for as long as answers bring up new questions on the page."""
    known = visitor.parts.library.current.questionnaire.by_id
    page = visitor.start()
    for _ in range(MOST_ROUNDS * len(known)):
        address = page.all("form")[0]["action"]
        here = {id_: typed(known[id_], answers[id_]) for id_ in page.asked() if answers.get(id_) is not None}
        page = visitor.save(address.removeprefix("/sections/"), here)
        if not page.asked():
            return
    raise AssertionError("the forms never end")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_case_gives_what_it_expects(path: Path, visitor: Visitor) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    walk(visitor, case["answers"])
    address = visitor.submit()
    diagnosis = visitor.stored(address).diagnosis
    outcome = document(diagnosis, visitor.parts.library.current.pack, "ja")["outcome"]
    assert differences(case["expected"], outcome) == []
    page = visitor.get(address)
    assert page.one("h1").text.strip().endswith("診断結果")


def test_there_are_cases() -> None:
    assert len(CASES) >= 14
