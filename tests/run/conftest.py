from pathlib import Path

import pytest

from tests.run.machine import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def ready(machine: Machine) -> Machine:
    """A machine with all that is needed."""
    machine.python("python3.12")
    machine.compiler()
    return machine
