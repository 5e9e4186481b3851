"""The real site as `./run` starts it: a process of its own with gunicorn and two workers, over a folder of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.fair_use import ALLOWED
from tests.journeys.plain import Plain
from tests.support import CHECKOUT

HOST = "127.0.0.1"
START_SECONDS, STOP_SECONDS, PATIENCE, PAUSE = 60, 40, 30, 0.05
MANY = ", ".join(f"{each}=99999" for each in ALLOWED)
COMPLAINT = re.compile(r"Traceback \(most recent|\[(?:ERROR|CRITICAL)\]")


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.create_server((HOST, 0)) as trial:
        return int(trial.getsockname()[1])


def serve_command(port: int) -> list[str]:
    """The command `./run serve` ends in."""
    return [sys.executable, "-m", "app.cli", "serve", "--host", HOST, "--port", str(port)]


def environment(data_dir: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of `./run`, with these settings and no others."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("SHIKUMI_", "PYTHON"))}
    own |= {"SHIKUMI_LIMITS": MANY}  # all people of the journeys come from one address
    own |= {"PYTHONPATH": str(CHECKOUT), "PYTHONSAFEPATH": "1", "SHIKUMI_DATA_DIR": str(data_dir)}
    return own | dict(settings)


def wait_until(true: Callable[[], bool], seconds: float, told: Callable[[], str]) -> None:
    """Polls; fails with what `told` says when it has not come true in that time."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, told()
        time.sleep(PAUSE)


@dataclass
class Site:
    """A running site."""

    process: subprocess.Popen[bytes]
    url: str
    data_dir: Path
    log: Path

    @property
    def pid(self) -> int:
        """The master's process id: `serve` becomes the server, so it is the process that was started."""
        return self.process.pid

    def said(self) -> str:
        """Everything it has printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def workers(self) -> list[int]:
        """The process ids of the workers."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def is_well(self) -> bool:
        """Whether it answers; fails where it has ended."""
        assert self.process.poll() is None, f"the site ended with {self.process.returncode}:\n{self.said()}"
        try:
            return Plain(self.url).get("/healthz").status == 200
        except OSError:
            return False

    def stop(self) -> int:
        """Ends it as `kill` does and gives its exit status; one that does not end is killed and fails the test."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self) -> int:
        """Waits for its end, and gives its exit status."""
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the site did not stop:\n{self.said()}") from None
        finally:
            self.process.kill()
            self.process.wait()


def start(data_dir: Path, **settings: str) -> Site:
    """Starts the site and waits until it answers."""
    data_dir.mkdir(exist_ok=True)
    log = data_dir / "log.txt"
    port = free_port()
    with log.open("ab") as file:
        process = subprocess.Popen(
            serve_command(port),
            cwd=CHECKOUT,
            env=environment(data_dir, settings),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
        )
    site = Site(process, f"http://{HOST}:{port}", data_dir, log)
    try:
        wait_until(site.is_well, START_SECONDS, site.said)
    except BaseException:
        process.kill()
        process.wait()
        raise
    return site


def stop_in_peace(site: Site) -> None:
    """Stops the site; fails where it did not end by itself or has complained while it ran."""
    if site.process.poll() is None:
        assert site.stop() == 0, site.said()
    assert not COMPLAINT.search(site.said()), site.said()
