"""A command line to call, as a person would."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.commands import main

Shikumi = Callable[..., Result]
REQUIRED = {"employees": 45, "marketing_headcount": 3, "department_age": "1_to_3y", "decision_owner": "head"}


@pytest.fixture
def shikumi() -> Shikumi:
    """Runs `shikumi ARGUMENTS`, with `standard_input` where it reads some."""

    def run(*arguments: str | Path, standard_input: bytes | None = None) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=standard_input)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run
