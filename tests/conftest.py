"""What every test can ask for: the shipped questionnaire, rule pack and words, and both engines."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from app.domain.program import Program
from app.domain.questionnaire import Questionnaire
from app.domain.rules import RulePack
from app.domain.wording import Wording
from app.engine.durable import DurableEngine
from app.engine.reference import ReferenceEngine
from app.packs.wording_files import load_wording
from tests import support

SLOW_MACHINE = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile("home", deadline=None, suppress_health_check=SLOW_MACHINE)
settings.register_profile("ci", deadline=None, suppress_health_check=SLOW_MACHINE, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    """The shipped questionnaire."""
    return support.shipped_questionnaire()


@pytest.fixture(scope="session")
def pack() -> RulePack:
    """The shipped rule pack."""
    return support.shipped_pack()


@pytest.fixture(scope="session")
def wording() -> Wording:
    """The interface's words."""
    return load_wording(support.WORDING_DIR)


@pytest.fixture(scope="session")
def program() -> Program:
    """The shipped rule pack, ready for an engine."""
    return support.shipped_program()


@pytest.fixture(scope="session")
def durable(program: Program) -> DurableEngine:
    """The engine in use."""
    return DurableEngine(program)


@pytest.fixture(scope="session")
def reference(program: Program) -> ReferenceEngine:
    """The plain evaluator."""
    return ReferenceEngine(program)
