"""./run test: which checks it makes, and where its browser comes from."""

import pytest

from tests.run.machine import Machine

CHECKS = ["ruff check .", "ruff format --check .", "mypy", "lint-imports", "djlint app --lint --quiet"]


@pytest.fixture
def checked(ready: Machine) -> Machine:
    """A machine with a checkout that has a template, and with a browser."""
    (ready.checkout / "app/web/templates").mkdir(parents=True)
    (ready.checkout / "app/web/templates/page.html").touch()
    ready.command("chromium", "exit 0")
    return ready


def with_apt(machine: Machine) -> None:
    machine.command("sudo", 'exec "$@"')
    machine.command("dpkg", "exit 1")
    machine.command(
        "apt-get",
        'echo "apt-get $*" >>"$MACHINE/log"; cp "$0" "${0%/*}/chromium"',
    )
    (machine.bin / "cp").symlink_to("/bin/cp")


def test_every_check_is_made_before_the_tests(checked: Machine) -> None:
    status, out, _ = checked.run("test")
    *checks, tests = out.splitlines()
    assert status == 0
    assert checks == CHECKS
    assert tests.startswith("pytest -n logical --maxprocesses 4 in")


@pytest.mark.parametrize("tool", ["ruff", "mypy", "lint-imports", "djlint"])
def test_a_check_that_fails_fails_the_whole(checked: Machine, tool: str) -> None:
    (checked.place / f"{tool}-fails").touch()
    status, out, _ = checked.run("test")
    assert status != 0
    assert out.splitlines()[-1].startswith(tool)


def test_templates_are_checked_once_there_are_some(checked: Machine) -> None:
    (checked.checkout / "app/web/templates/page.html").unlink()
    _, out, _ = checked.run("test")
    assert "djlint" not in out


def test_a_machine_without_a_browser_is_told_loudly_that_journeys_are_skipped(ready: Machine) -> None:
    with_apt(ready)
    status, _, err = ready.run("test", "tests")
    assert status == 0
    assert "browser journeys will be SKIPPED" in err
    assert not [line for line in ready.log() if line.startswith("apt-get")]


@pytest.mark.parametrize("setting", [{"CI": "true"}, {"SHIKUMI_INSTALL_BROWSER": "1"}])
def test_ci_and_who_asks_get_a_browser_and_a_japanese_font(ready: Machine, setting: dict[str, str]) -> None:
    with_apt(ready)
    status, _, err = ready.run("test", "tests", **setting)
    assert status == 0
    assert "apt-get -q install -y chromium fonts-noto-cjk" in ready.log()
    assert "SKIPPED" not in err


def test_nothing_is_installed_where_browser_and_font_are_there(checked: Machine) -> None:
    with_apt(checked)
    checked.command("dpkg", "exit 0")
    checked.run("test", "tests", CI="true")
    assert not [line for line in checked.log() if line.startswith("apt-get")]


def test_ci_stops_where_the_browser_cannot_be_installed(ready: Machine) -> None:
    with_apt(ready)
    ready.run("shikumi")
    ready.command("apt-get", "exit 100")
    status, out, err = ready.run("test", "tests", CI="true")
    assert status == 4
    assert "Could not install Chromium" in err
    assert out == ""
