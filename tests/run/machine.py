"""A machine of stand-ins: its interpreters, compiler, pip and apt-get only say what was asked of them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

RUN = Path(__file__).parents[2] / "run"
TOOLS = (
    *("cat", "cksum", "dirname", "env", "find", "head", "id", "ls", "mkdir"),
    *("mktemp", "mv", "readlink", "rm", "sh", "sleep", "uname"),
)
LOCKS = ("requirements-build.lock", "requirements.lock", "requirements-dev.lock")

LYING_PYTHON = dedent("""
    # Runs as the Python that the facts beside it describe, and plays venv, pip and the modules that ./run starts.
    import json, os, shutil, sys, sysconfig, time
    from pathlib import Path

    wrapper, *args = sys.argv[1:]
    machine = Path(os.environ["MACHINE"])
    facts = json.loads(Path(wrapper + ".json").read_text())
    if facts.get("broken"):
        sys.exit("pyenv: command not found")
    args = [arg for arg in args if arg not in ("-I", "-S")]

    def tell(*words):
        with (machine / "log").open("a") as log:
            print(*words, file=log)

    if args[0] == "-c":
        sys.version_info = (*facts["version"], 0)
        sys.version = "%d.%d.0 (stand-in)" % tuple(facts["version"])
        if "venv" in facts["lacks"]:
            sys.modules["ensurepip"] = None
        headers = machine / ("nowhere" if "headers" in facts["lacks"] else "headers")
        sysconfig.get_paths = lambda: {"include": str(headers)}
        sysconfig.get_config_var = lambda name: None
        sys.argv = ["-c", *args[2:]]
        exec(args[1])
    elif args[1] == "venv":
        tell("venv", *args[2:])
        place = Path(args[-1])
        shutil.rmtree(place, ignore_errors=True)
        (place / "bin").mkdir(parents=True)
        (place / "pyvenv.cfg").touch()
        shutil.copy(wrapper, place / "bin/python")
        shutil.copy(wrapper + ".json", place / "bin/python.json")
        for tool in ("ruff", "mypy", "lint-imports", "djlint"):
            program = place / "bin" / tool
            program.write_text('#!/bin/sh\\necho "${0##*/}" "$@"\\n[ ! -e "$MACHINE/${0##*/}-fails" ]\\n')
            program.chmod(0o755)
    elif args[1] == "pip":
        tell("pip", *args[2:], "CC=" + os.environ["CC"])
        time.sleep(0.2)
        if (machine / "no-network").exists():
            sys.exit("no network")
    else:
        print(*args[1:], "in", os.getcwd(), "path", os.environ["PYTHONPATH"], "safe", os.environ.get("PYTHONSAFEPATH"))
""")


class Machine:
    """A checkout and a PATH of its own."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.bin = place / "bin"
        self.checkout = place / "check out"
        self.venv = self.checkout / ".venv"
        for folder in (self.bin, self.checkout, place / "headers"):
            folder.mkdir()
        (place / "headers/Python.h").touch()
        (place / "python.py").write_text(LYING_PYTHON)
        shutil.copy(RUN, self.checkout)
        for lock in LOCKS:
            (self.checkout / lock).write_text(f"# {lock}\n")
        for tool in TOOLS:
            (self.bin / tool).symlink_to(str(shutil.which(tool)))

    def command(self, name: str, script: str) -> Path:
        file = self.bin / name
        file.unlink(missing_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        return file

    def python(self, name: str, version: tuple[int, int] = (3, 12), *lacks: str, broken: bool = False) -> Path:
        facts = {"version": version, "lacks": lacks, "broken": broken}
        (self.bin / f"{name}.json").write_text(json.dumps(facts))
        return self.command(name, f'exec "{sys.executable}" "{self.place}/python.py" "$0" "$@"')

    def compiler(self) -> None:
        self.command("cc", "exit 0")

    def start(self, *args: str, **environment: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [str(self.checkout / "run"), *args],
            cwd=self.place,
            env={"PATH": str(self.bin), "MACHINE": str(self.place), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *args: str, **environment: str) -> tuple[int, str, str]:
        process = self.start(*args, **environment)
        out, err = process.communicate(timeout=30)
        return process.returncode, out, err

    def log(self) -> list[str]:
        """What venv and pip were asked since the last look."""
        log = self.place / "log"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines
