"""Settings from the environment: SHIKUMI_DATA_DIR and so on. Relative paths count from the checkout."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.domain.errors import Problem, ProblemsFound
from app.domain.fair_use import MEMORY, ON, read_allowed
from app.domain.nearest import nearest

CHECKOUT = Path(__file__).resolve().parent.parent
PREFIX = "SHIKUMI_"
SHORTEST_KEY = 32
LONGEST_LINE = 200
REDIS = ("redis://", "rediss://", "redis+unix://")


class InvalidSettings(ProblemsFound):
    """Raised when settings cannot be used; each problem's subject is the name of the variable."""

    def __str__(self) -> str:
        return "\n".join(f"{problem.subject}: {problem.params['detail']}" for problem in self.problems)


def _from_checkout(path: Path) -> Path:
    return CHECKOUT / path.expanduser()


def _usable_url(url: str) -> str:
    from app.store.database import parse_url

    return parse_url(url, CHECKOUT).render_as_string(hide_password=False)


def _usable_limits(text: str) -> str:
    read_allowed(text)
    return text


def _usable_storage(text: str) -> str:
    """Where limits are counted; raises ValueError, which never quotes it: there may be a password in it."""
    if text == MEMORY or (text.startswith(REDIS) and _is_redis(text)):
        return text
    raise ValueError("use memory, or the address of a Redis such as redis://host:6379/0")


def _is_redis(address: str) -> bool:
    from redis import ConnectionPool

    try:
        ConnectionPool.from_url(address.replace("redis+unix", "unix", 1))
    except (TypeError, ValueError):
        return False
    return not address.endswith("://")


def _default_url(settings: Mapping[str, Any]) -> str:
    return f"sqlite:///{settings['data_dir'] / 'shikumi.db'}"


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _one_line(text: str) -> str:
    """What may stand in a sentence of a page."""
    if len(text) > LONGEST_LINE or not text.isprintable():
        raise ValueError(f"use one line of at most {LONGEST_LINE} characters")
    return text.strip()


Line = Annotated[str, AfterValidator(_one_line)]
Folder = Annotated[Path, AfterValidator(_from_checkout)]
LogLevel = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_upper)]
DatabaseUrl = Annotated[str, AfterValidator(_usable_url)]
Limits = Annotated[str, AfterValidator(_usable_limits)]
LimitsStorage = Annotated[str, AfterValidator(_usable_storage)]


READ = SettingsConfigDict(
    env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore", hide_input_in_errors=True
)


class Folders(BaseSettings):
    """Where the questionnaire and the rules are: all that commands need which touch neither database nor key."""

    model_config = READ

    questionnaire_dir: Folder = CHECKOUT / "questionnaires" / "b2b-marketing-org"
    rules_dir: Folder = CHECKOUT / "rules" / "b2b-marketing-org"


class Settings(Folders):
    """Everything that differs from one installation to another; made by `read_settings`.

    `proxies` is how many reverse proxies stand in front of the site and tell whom they speak for; `https_only` sends
    cookies over HTTPS only. `operator` and `contact` are told in the statement on personal information. `secret_key` is
    what was set: `signing_key()` is the one to use. `limits` are those of fair use, counted in `limits_storage`.
    """

    model_config = READ

    data_dir: Folder = CHECKOUT / "var"
    database_url: DatabaseUrl = Field(default_factory=_default_url, repr=False)
    secret_key: str | None = Field(default=None, min_length=SHORTEST_KEY, repr=False)
    log_level: LogLevel = "INFO"
    https_only: bool = False
    proxies: int = Field(default=0, ge=0, le=5)
    operator: Line = ""
    contact: Line = ""
    limits: Limits = ON
    limits_storage: LimitsStorage = Field(default=MEMORY, repr=False)

    def make_data_dir(self) -> Path:
        """The data folder, made for this user alone where it is missing; raises InvalidSettings."""
        try:
            self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise _unusable("data_dir", f"the folder {self.data_dir} cannot be made: {error.strerror}") from error
        return self.data_dir

    def signing_key(self) -> str:
        """The key cookies are signed with: the one set, or one made once and kept in the data folder.

        Any number of processes may ask at once and get the same. Raises InvalidSettings.
        """
        if self.secret_key is not None:
            return self.secret_key
        path = self.make_data_dir() / "secret_key"
        try:
            return _kept_key(path)
        except (OSError, UnicodeDecodeError) as error:
            detail = f"the key cannot be kept in {path} ({error}); mend that, or set a key of at least 32 characters"
            raise _unusable("secret_key", detail) from error


def read_settings() -> Settings:
    """The settings of this process's environment; raises InvalidSettings with everything that is wrong."""
    problems = _misspelt(os.environ)
    try:
        settings = Settings()
    except ValidationError as error:
        problems += [_problem(str(each["loc"][0]), each["msg"]) for each in error.errors() if _told(each["type"])]
    if problems:
        raise InvalidSettings(problems)
    return settings


def _misspelt(environment: Mapping[str, str]) -> list[Problem]:
    """Variables that are nearly a setting: a misspelt SHIKUMI_DATABASE_URL must not pass as 'keep it in a file'."""
    known = [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
    problems = []
    for name in environment:
        near = nearest(name, known) if name.startswith(PREFIX) else None
        if near and name not in known:
            problems.append(Problem("setting-unknown", name, {"detail": f"no such setting; is {near} meant?"}))
    return problems


def _told(kind: str) -> bool:
    """Whether a validation error says something of its own: not that one setting waits for another."""
    return kind != "default_factory_not_called"


def _problem(name: str, detail: str) -> Problem:
    return Problem("setting-invalid", f"{PREFIX}{name.upper()}", {"detail": detail.removeprefix("Value error, ")})


def _unusable(name: str, detail: str) -> InvalidSettings:
    return InvalidSettings([_problem(name, detail)])


def _kept_key(path: Path) -> str:
    """Reads the key, or makes it; the lock is let go with the file, however the process ends."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with open(descriptor, "r+", encoding="ascii") as file:  # noqa: PTH123 (a descriptor: a path has no mode to give)
        fcntl.flock(file, fcntl.LOCK_EX)
        kept = file.read().strip()
        if len(kept) >= SHORTEST_KEY:
            return kept
        if kept:
            raise OSError("it holds something else")
        made = secrets.token_urlsafe(32)
        file.write(f"{made}\n")
        file.flush()
        os.fsync(file.fileno())
        return made
