"""durable-rules concludes what the plain evaluator concludes, on as many random responses as somebody will wait for.

SHIKUMI_PROVE_RESPONSES sets how many; `-s` shows the figure.
"""

from __future__ import annotations

import os

import pytest

from tests.rules.agreement import agree


@pytest.mark.prove
def test_both_engines_agree_on_a_million_random_responses(capsys: pytest.CaptureFixture[str]) -> None:
    agreed = agree(int(os.environ.get("SHIKUMI_PROVE_RESPONSES", "1000000")))
    with capsys.disabled():
        print(f"\n{agreed}")  # noqa: T201 - the figure is what the run is for
    assert agreed.disagreements == ()
