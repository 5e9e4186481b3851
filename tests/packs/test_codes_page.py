"""The page of codes says what the product says."""

from __future__ import annotations

from app.domain.wording import Wording
from tests.packs.code_examples import EXAMPLES
from tests.packs.codes_page import PAGE, page
from tests.support import CHECKOUT

TESTS = CHECKOUT / "tests"


def test_every_code_has_an_example_and_no_example_is_without_a_code(wording: Wording) -> None:
    codes = {key.removeprefix("problem.") for key in wording.texts if key.startswith("problem.")}
    assert codes == set(EXAMPLES)


ELSEWHERE = (
    "setting-", "database-", "port-", "address-", "answer", "json-", "conclusion-", "case-", "workbook-", "sheet-",
    "file-unreadable", "file-unwritable", "folder-not-a-pack", "folder-other-pack",
)  # fmt: skip
"""Codes that no file of a questionnaire or rule pack calls up."""


def test_every_code_of_a_check_is_called_up_by_a_test() -> None:
    tests = [path.read_text() for path in TESTS.rglob("test_*.py")] + [(TESTS / "packs/proof_faults.py").read_text()]
    untried = [
        code for code in EXAMPLES if not code.startswith(ELSEWHERE) and not any(f'"{code}"' in text for text in tests)
    ]
    assert untried == []


def test_the_page_is_up_to_date(wording: Wording) -> None:
    assert PAGE.read_text() == page(wording)
