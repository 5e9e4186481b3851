"""The page of codes says what the product says."""

from __future__ import annotations

from app.domain.wording import Wording
from tests.packs.code_examples import EXAMPLES
from tests.packs.codes_page import PAGE, page


def test_every_code_has_an_example_and_no_example_is_without_a_code(wording: Wording) -> None:
    codes = {key.removeprefix("problem.") for key in wording.texts if key.startswith("problem.")}
    assert codes == set(EXAMPLES)


def test_the_page_is_up_to_date(wording: Wording) -> None:
    assert PAGE.read_text() == page(wording)
