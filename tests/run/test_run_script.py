"""./run on machines of every kind."""

import json
import os
import subprocess

import pytest

from tests.run.machine import RUN, Machine

# --- What is missing is told ---


def test_a_machine_without_python_is_told_the_line_that_installs_it(machine: Machine) -> None:
    machine.compiler()
    status, _, err = machine.run("shikumi")
    assert status == 3
    assert "Python 3.11 以上が見つかりません" in err
    assert "No Python 3.11 or newer was found" in err
    assert "apt-get install -y python3 python3-venv python3-dev\n" in err


def test_a_machine_with_an_old_python_only_is_told_a_newer_one_by_name(machine: Machine) -> None:
    machine.compiler()
    machine.python("python3", (3, 9))
    status, _, err = machine.run("shikumi")
    assert status == 3
    assert "apt-get install -y python3.11 python3.11-venv python3.11-dev\n" in err


@pytest.mark.parametrize(
    ("part", "japanese", "english", "package"),
    [
        ("venv", "venv モジュール（ensurepip）がありません", "lacks its venv module", "python3.12-venv"),
        ("headers", "ヘッダーファイル（Python.h）がありません", "lacks its header files", "python3.12-dev"),
    ],
)
def test_a_python_without_a_part_it_needs_is_told_that_part(
    machine: Machine, part: str, japanese: str, english: str, package: str
) -> None:
    machine.compiler()
    machine.python("python3.12", (3, 12), part)
    status, _, err = machine.run("shikumi")
    assert status == 3
    assert japanese in err
    assert english in err
    assert f"apt-get install -y {package}\n" in err
    assert not machine.venv.exists()


@pytest.mark.parametrize("compiler", [None, "exit 1"])
def test_a_machine_without_a_working_compiler_is_told_so(machine: Machine, compiler: str | None) -> None:
    machine.python("python3.12")
    if compiler:
        machine.command("cc", compiler)
    status, _, err = machine.run("shikumi")
    assert status == 3
    assert "動く C コンパイラー" in err
    assert "No working C compiler" in err
    assert "apt-get install -y build-essential\n" in err


def test_all_that_is_missing_is_told_at_once(machine: Machine) -> None:
    machine.python("python3.12", (3, 12), "venv", "headers")
    _, _, err = machine.run("shikumi")
    assert "apt-get install -y python3.12-venv python3.12-dev build-essential\n" in err


def test_a_mac_is_told_the_commands_of_a_mac(machine: Machine) -> None:
    machine.command("uname", "echo Darwin")
    _, _, err = machine.run("shikumi")
    assert "  brew install python\n" in err
    assert "  xcode-select --install\n" in err
    assert "apt-get" not in err


# --- Which Python is taken ---


def test_a_python_that_is_too_old_is_passed_over(ready: Machine) -> None:
    ready.python("python3.11", (3, 9))
    ready.python("python3.12", (3, 10))
    ready.python("python3", (3, 11))
    status, _, err = ready.run("shikumi")
    assert status == 0
    assert "Installing the locked dependencies for Python 3.11" in err


def test_a_stand_in_that_fails_when_run_is_passed_over(ready: Machine) -> None:
    ready.python("python3.14", broken=True)
    ready.python("python3.13", broken=True)
    status, _, err = ready.run("shikumi")
    assert status == 0
    assert "for Python 3.12" in err


def test_a_complete_python_is_preferred_to_a_newer_one_that_lacks_its_headers(ready: Machine) -> None:
    ready.python("python3.13", (3, 13), "headers")
    _, _, err = ready.run("shikumi")
    assert "for Python 3.12" in err


def test_a_python_asked_for_is_used(ready: Machine) -> None:
    other = ready.python("another", (3, 11))
    _, _, err = ready.run("shikumi", SHIKUMI_PYTHON=str(other))
    assert "for Python 3.11" in err


def test_a_python_asked_for_is_never_passed_over_for_another(ready: Machine) -> None:
    status, _, err = ready.run("shikumi", SHIKUMI_PYTHON="/nowhere/python")
    assert status == 3
    assert "SHIKUMI_PYTHON (/nowhere/python) does not run as Python 3.11 or newer" in err


# --- What is installed, and when ---


def test_a_first_start_installs_what_building_needs_and_then_the_application_by_hash(ready: Machine) -> None:
    ready.run("shikumi")
    venv, build, app = ready.log()
    assert venv == f"venv --clear {ready.venv}"
    assert "--require-hashes --only-binary :all: -r requirements-build.lock" in build
    assert (
        "--require-hashes --no-build-isolation --only-binary :all: --no-binary durable-rules -r requirements.lock"
        in app
    )


def test_pip_keeps_the_index_settings_of_the_machine(ready: Machine) -> None:
    ready.run("shikumi")
    calls = [line for line in ready.log() if line.startswith("pip")]
    assert len(calls) == 2
    assert not [line for line in calls if "index" in line or "find-links" in line or "--isolated" in line]


@pytest.mark.parametrize(
    ("version", "compiler"),
    [
        ((3, 12), "CC=cc"),
        ((3, 13), "CC=cc -DPyEval_CallObject=PyObject_CallObject"),
        ((3, 14), "CC=cc -DPyEval_CallObject=PyObject_CallObject"),
    ],
)
def test_a_function_that_newer_pythons_lack_is_given_its_new_name(
    ready: Machine, version: tuple[int, int], compiler: str
) -> None:
    ready.python("python3.12", version)
    ready.run("shikumi")
    assert ready.log()[-1].endswith(f"-r requirements.lock {compiler}")


def test_a_second_start_installs_nothing(ready: Machine) -> None:
    ready.run("shikumi")
    ready.log()
    status, out, err = ready.run("shikumi")
    assert (status, err) == (0, "")
    assert out.startswith("app.cli")
    assert ready.log() == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-build.lock"])
def test_a_changed_lock_is_installed_again(ready: Machine, lock: str) -> None:
    ready.run("shikumi")
    ready.log()
    (ready.checkout / lock).write_text("changed\n")
    ready.run("shikumi")
    assert len(ready.log()) == 3


def test_a_python_that_changed_under_the_environment_is_installed_for_again(ready: Machine) -> None:
    ready.run("shikumi")
    ready.log()
    (ready.venv / "bin/python.json").write_text(json.dumps({"version": (3, 11), "lacks": []}))
    status, _, _ = ready.run("shikumi")
    assert status == 0
    assert len(ready.log()) == 3


def test_an_install_that_failed_says_so_and_is_mended_by_the_next_start(ready: Machine) -> None:
    (ready.place / "no-network").touch()
    status, out, err = ready.run("shikumi")
    assert (status, out) == (4, "")
    assert "インストールできませんでした" in err
    assert "run the same command again" in err
    (ready.place / "no-network").unlink()
    status, out, _ = ready.run("shikumi")
    assert status == 0
    assert out.startswith("app.cli")


def test_two_starts_at_once_install_once(ready: Machine) -> None:
    both = [ready.start("shikumi", "first"), ready.start("shikumi", "second")]
    results = [(*process.communicate(timeout=30), process.returncode) for process in both]
    assert [status for _, _, status in results] == [0, 0]
    assert len(ready.log()) == 3
    assert [err for _, err, _ in results if "Another ./run is installing" in err]


def test_a_folder_that_is_no_environment_is_left_alone(ready: Machine) -> None:
    precious = ready.place / "documents/thesis"
    precious.parent.mkdir()
    precious.touch()
    status, _, err = ready.run("shikumi", SHIKUMI_VENV="documents")
    assert status == 3
    assert "is not a virtual environment" in err
    assert precious.exists()


def test_the_development_tools_are_added_for_the_tests_and_serve_the_application_too(ready: Machine) -> None:
    ready.run("shikumi")
    ready.log()
    ready.run("test", "tests/domain")
    (added,) = ready.log()
    assert "-r requirements-dev.lock" in added
    ready.run("shikumi")
    assert ready.log() == []


# --- What is started ---


def test_the_command_line_keeps_the_callers_folder_and_imports_only_from_the_checkout(ready: Machine) -> None:
    _, out, _ = ready.run("shikumi", "check", "my rules")
    assert out == f"app.cli check my rules in {ready.place} path {ready.checkout} safe 1\n"


def test_a_bare_run_starts_the_site(ready: Machine) -> None:
    _, out, _ = ready.run()
    assert out.startswith(f"app.cli serve in {ready.checkout}")


def test_host_and_port_reach_the_site(ready: Machine) -> None:
    _, out, _ = ready.run("serve", "--host", "::1", "--port", "9000")
    assert out.startswith("app.cli serve --host ::1 --port 9000 in")


def test_arguments_of_the_tests_go_to_pytest_alone(ready: Machine) -> None:
    _, out, _ = ready.run("test", "tests/domain", "-k", "a or b")
    assert out.startswith(f"pytest tests/domain -k a or b in {ready.checkout}")


def test_the_proofs_are_the_tests_marked_so(ready: Machine) -> None:
    _, out, _ = ready.run("prove", "-x")
    assert out.startswith("pytest -m prove -x in")


def test_a_benchmark_is_run_by_name_or_all_are(ready: Machine) -> None:
    (ready.checkout / "tests/bench").mkdir(parents=True)
    for name in ("engine", "pages", "_common"):
        (ready.checkout / f"tests/bench/{name}.py").touch()
    started = [line.split()[0] for line in ready.run("bench")[1].splitlines()]
    assert started == ["tests.bench.engine", "tests.bench.pages"]
    assert ready.run("bench", "pages")[1].startswith("tests.bench.pages")
    assert ready.run("bench", "speed")[0] == 2


def test_a_link_to_the_script_finds_the_checkout(ready: Machine) -> None:
    link = ready.place / "shikumi"
    link.symlink_to("check out/run")
    environment = {"PATH": str(ready.bin), "MACHINE": str(ready.place)}
    out = subprocess.run([link, "shikumi"], env=environment, cwd="/", capture_output=True, encoding="utf-8", check=True)
    assert f"path {ready.checkout} safe" in out.stdout


def test_help_needs_nothing_installed(machine: Machine) -> None:
    status, out, _ = machine.run("help")
    assert status == 0
    assert "./run test" in out


def test_an_unknown_command_is_answered_with_the_usage(machine: Machine) -> None:
    status, _, err = machine.run("sevre")
    assert status == 2
    assert "./run test" in err
    assert "「sevre」というコマンドはありません" in err
    assert 'knows no command "sevre"' in err


def test_the_script_can_be_executed() -> None:
    assert os.access(RUN, os.X_OK)
