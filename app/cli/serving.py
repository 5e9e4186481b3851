"""Serving the site: everything that can be wrong is found before the server starts."""

from __future__ import annotations

import errno
import os
import socket
import sys
from pathlib import Path

from app.domain.errors import Param, Problem, ProblemsFound

THREADS = 4


class CannotServe(ProblemsFound):
    """Raised when the address cannot be served on."""


def prepare(host: str, port: int) -> None:
    """Settings, packs, database and address; raises ProblemsFound for whatever stands in the way."""
    from app.config import read_settings
    from app.library import load
    from app.packs.files import read_folder

    settings = read_settings()
    settings.signing_key()
    load(read_folder(settings.questionnaire_dir), read_folder(settings.rules_dir))
    upgrade_database()
    _try_address(host, port)


def upgrade_database() -> None:
    """Migrates the database of the settings; raises ProblemsFound."""
    from app.config import read_settings
    from app.store.migrate import upgrade

    settings = read_settings()
    settings.make_data_dir()
    upgrade(settings.database_url)


def _try_address(host: str, port: int) -> None:
    """Binds and lets go of the address, so that a port in use is told plainly."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        code = {errno.EADDRINUSE: "port-in-use", errno.EACCES: "port-forbidden"}.get(
            error.errno or 0, "address-unusable"
        )
        params: dict[str, Param] = {"port": port, "next": port + 1, "detail": error.strerror or str(error)}
        raise CannotServe([Problem(code, url(host, port), params)]) from error


def url(host: str, port: int) -> str:
    """The address as a browser takes it."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def replace_by_server(checkout: Path, host: str, port: int, workers: int) -> None:
    """Turns this process into gunicorn; does not return."""
    bind = f"{f'[{host}]' if ':' in host else host}:{port}"
    arguments = [
        *("-m", "gunicorn", "wsgi:application", "--chdir", str(checkout), "--bind", bind),
        *("--workers", str(workers), "--worker-class", "gthread", "--threads", str(THREADS)),
        *("--no-control-socket", "--graceful-timeout", "20", "--log-level", "warning"),
    ]
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606 - the server takes this process's place
