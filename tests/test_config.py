"""Settings come from the environment; what cannot be used is told by the name of its variable."""

import fcntl
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.config import CHECKOUT, InvalidSettings, Settings, read_settings
from app.domain.fair_use import ALLOWED, read_allowed

Set = Callable[..., None]


@pytest.fixture
def set_(monkeypatch: pytest.MonkeyPatch) -> Set:
    """Sets SHIKUMI_… variables, in an environment that has none."""
    for name in list(os.environ):
        if name.startswith("SHIKUMI_"):
            monkeypatch.delenv(name)

    def set_variables(**values: str | Path) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"SHIKUMI_{name.upper()}", str(value))

    return set_variables


def problems() -> dict[str, str]:
    with pytest.raises(InvalidSettings) as raised:
        read_settings()
    return {problem.subject: str(problem.params["detail"]) for problem in raised.value.problems}


def test_without_any_variable_everything_is_in_the_checkout(set_: Set) -> None:
    settings = read_settings()
    assert settings.data_dir == CHECKOUT / "var"
    assert settings.database_url == f"sqlite:///{CHECKOUT}/var/shikumi.db"
    assert settings.questionnaire_dir == CHECKOUT / "questionnaires" / "b2b-marketing-org"
    assert settings.rules_dir == CHECKOUT / "rules" / "b2b-marketing-org"
    assert (settings.log_level, settings.https_only, settings.proxies) == ("INFO", False, 0)
    assert (settings.limits, settings.limits_storage) == ("on", "memory")
    assert (settings.operator, settings.contact) == ("", "")


def test_the_database_is_in_the_data_folder_unless_it_is_named(set_: Set, tmp_path: Path) -> None:
    set_(data_dir=tmp_path)
    assert read_settings().database_url == f"sqlite:///{tmp_path}/shikumi.db"
    set_(database_url="postgres://u:p%40ss@db:5433/shikumi")
    assert read_settings().database_url == "postgresql+psycopg://u:p%40ss@db:5433/shikumi"


def test_relative_paths_count_from_the_checkout_wherever_it_is_started(
    set_: Set, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    set_(data_dir="elsewhere", rules_dir="rules/other", database_url="sqlite:///elsewhere/a.db")
    settings = read_settings()
    assert settings.data_dir == CHECKOUT / "elsewhere"
    assert settings.rules_dir == CHECKOUT / "rules" / "other"
    assert settings.database_url == f"sqlite:///{CHECKOUT}/elsewhere/a.db"


def test_an_empty_variable_is_not_set(set_: Set) -> None:
    set_(data_dir="", log_level="", https_only="", secret_key="")
    assert read_settings().data_dir == CHECKOUT / "var"


def test_words_for_yes_and_levels_in_any_case_are_understood(set_: Set) -> None:
    set_(https_only="1", log_level="debug", proxies="1")
    settings = read_settings()
    assert (settings.https_only, settings.log_level, settings.proxies) == (True, "DEBUG", 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log_level", "loud"),
        ("https_only", "perhaps"),
        ("proxies", "-1"),
        ("proxies", "many"),
        ("secret_key", "s3cret"),
        ("database_url", "mysql://u:s3cret@host/db"),
        ("database_url", "postgres://u:s3cret@host:port/db"),
        ("database_url", "s3cret"),
        ("database_url", "sqlite://"),
        ("operator", "株式会社\n二行目"),
        ("contact", "あ" * 201),
        ("limits", "generous"),
        ("limits", "starts"),
        ("limits", "starts=0"),
        ("limits", "starts=-1"),
        ("limits", "starts=１０"),
        ("limits", "starts=10, pdfs=9999999"),
        ("limits", "starts=10,,pdfs=10"),
        ("limits_storage", "postgres://u:s3cret@host/db"),
        ("limits_storage", "redis://"),
        ("limits_storage", "redis://u:s3cret@host:port"),
        ("limits_storage", "redis://u:s3cret@host?socket_timeout=long"),
    ],
)
def test_a_bad_value_is_told_by_the_name_of_its_variable(set_: Set, name: str, value: str) -> None:
    set_(**{name: value})
    told = problems()
    assert list(told) == [f"SHIKUMI_{name.upper()}"]
    assert told[f"SHIKUMI_{name.upper()}"]
    assert "s3cret" not in str(told)


def test_everything_wrong_is_told_at_once(set_: Set) -> None:
    set_(log_level="loud", proxies="many")
    with pytest.raises(InvalidSettings) as raised:
        read_settings()
    assert str(raised.value).count("\n") == 1
    assert str(raised.value).startswith("SHIKUMI_LOG_LEVEL: ")


def test_a_misspelt_variable_is_told_with_the_one_meant(set_: Set) -> None:
    set_(databse_url="postgres://u@host/db")
    assert problems() == {"SHIKUMI_DATABSE_URL": "no such setting; is SHIKUMI_DATABASE_URL meant?"}


def test_variables_of_others_are_passed_over(set_: Set) -> None:
    set_(python="python3.12", venv="elsewhere", install_browser="1", test_port="1")
    assert read_settings() == Settings()


def test_a_misspelt_limit_is_told_with_the_one_meant(set_: Set) -> None:
    set_(limits="start=10")
    assert problems() == {"SHIKUMI_LIMITS": "no such limit: 'start'; is starts meant?"}


@pytest.mark.parametrize("limits", ["on", "OFF", "starts=10", " pdfs = 5 , saves=1000000 "])
@pytest.mark.parametrize(
    "storage", ["memory", "redis://:s3cret@host:6379/1", "rediss://host", "redis+unix:///run/redis"]
)
def test_limits_and_where_they_are_counted(set_: Set, limits: str, storage: str) -> None:
    set_(limits=limits, limits_storage=storage)
    settings = read_settings()
    assert settings.limits_storage == storage
    assert "s3cret" not in repr(settings)


def test_limits_that_are_not_named_stay_as_they_are() -> None:
    assert read_allowed("Starts=5, pdfs=7") == ALLOWED | {"starts": 5, "pdfs": 7}
    assert (read_allowed("ON"), read_allowed("off")) == (ALLOWED, {})


def test_settings_do_not_change(set_: Set) -> None:
    with pytest.raises(ValidationError):
        read_settings().log_level = "DEBUG"


def test_secrets_are_not_shown(set_: Set) -> None:
    set_(secret_key="k" * 40, database_url="postgres://u:s3cret@host/db")
    assert "kkkk" not in repr(read_settings())
    assert "s3cret" not in f"{read_settings()!r} {read_settings()}"


def test_the_key_set_is_the_key_used(set_: Set, tmp_path: Path) -> None:
    set_(secret_key="k" * 32, data_dir=tmp_path / "none")
    assert read_settings().signing_key() == "k" * 32
    assert not (tmp_path / "none").exists()


def test_a_key_is_made_once_for_this_user_alone(set_: Set, tmp_path: Path) -> None:
    set_(data_dir=tmp_path / "deep" / "data")
    key = read_settings().signing_key()
    assert len(key) >= 43
    assert read_settings().signing_key() == key
    path = tmp_path / "deep" / "data" / "secret_key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_processes_that_start_at_once_get_the_same_key(set_: Set, tmp_path: Path) -> None:
    set_(data_dir=tmp_path / "data")
    program = "from app.config import read_settings as r; import sys; sys.stdin.readline(); print(r().signing_key())"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": CHECKOUT}
    started = [subprocess.Popen([sys.executable, "-c", program], **pipes) for _ in range(6)]
    for process in started:
        process.stdin.write("\n")
        process.stdin.flush()
    keys = {process.communicate(timeout=60)[0] for process in started}
    assert len(keys) == 1
    assert len(keys.pop().strip()) >= 43


def test_a_process_that_is_just_making_the_key_is_waited_for(set_: Set, tmp_path: Path) -> None:
    set_(data_dir=tmp_path)
    with ThreadPoolExecutor() as pool, (tmp_path / "secret_key").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        asked = pool.submit(read_settings().signing_key)
        time.sleep(0.2)
        assert not asked.done()
        other.write("k" * 43)
        other.flush()
        fcntl.flock(other, fcntl.LOCK_UN)
        assert asked.result(10) == "k" * 43


def test_a_key_left_empty_by_a_process_that_was_killed_is_made_anew(set_: Set, tmp_path: Path) -> None:
    set_(data_dir=tmp_path)
    (tmp_path / "secret_key").touch(0o600)
    assert len(read_settings().signing_key()) >= 43


@pytest.mark.parametrize("content", ["short\n", "日本語の鍵ではないもの日本語の鍵ではないもの日本語の鍵ではないもの"])
def test_something_else_in_place_of_the_key_is_left_alone(set_: Set, tmp_path: Path, content: str) -> None:
    set_(data_dir=tmp_path)
    path = tmp_path / "secret_key"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidSettings, match=r"SHIKUMI_SECRET_KEY: .*secret_key"):
        read_settings().signing_key()
    assert path.read_text(encoding="utf-8") == content


def test_a_data_folder_that_cannot_be_made_is_told(set_: Set, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    set_(data_dir=tmp_path / "file" / "data")
    with pytest.raises(InvalidSettings, match=r"SHIKUMI_DATA_DIR: the folder .* cannot be made"):
        read_settings().make_data_dir()
