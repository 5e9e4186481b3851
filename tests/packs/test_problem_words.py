"""Every problem that can be told has words, and there are no words for problems nobody tells."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.domain.nearest import NEAR
from app.domain.texts import Text
from app.packs.schema import KINDS
from app.packs.wording_files import load_wording
from tests.support import CHECKOUT, WORDING_DIR

RAISED_BY = frozenset({"Problem", "CellError", "_JsonError", "_problem"})
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
ALWAYS_FILLED = frozenset({"subject"})
OF_EVERY_CELL = frozenset({"fact"})  # added where the cell stands


@cache
def catalogue() -> dict[str, Text]:
    """The words of problems by code."""
    texts = load_wording(WORDING_DIR).texts
    return {key.removeprefix("problem."): text for key, text in texts.items() if key.startswith("problem.")}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the application."""
    paths = sorted((CHECKOUT / "app").rglob("*.py"))
    return {str(path.relative_to(CHECKOUT)): ast.parse(Path(path).read_text()) for path in paths}


def constants(node: ast.AST) -> set[str]:
    """Every text below a node that has the form of a code."""
    found = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str))
    return {text for text in found if CODE.fullmatch(text)}


def calls(node: ast.AST) -> Iterator[ast.Call]:
    """The calls below a node that tell a problem."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and called(each) in RAISED_BY and each.args:
            yield each


def suggesting(module: ast.Module) -> set[str]:
    """The codes of problems that suggest a name: those of each function that hands a problem to `misspelt`."""
    return {
        code + NEAR
        for function in ast.walk(module)
        if isinstance(function, ast.FunctionDef)
        if any(isinstance(each, ast.Call) and called(each) == "misspelt" for each in ast.walk(function))
        for call in calls(function)
        for code in constants(call.args[0])
        if code + NEAR in catalogue()
    }


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def used_codes() -> dict[str, str]:
    """Every code with a module that uses it: those written in a call, and those a call gets from around it."""
    used = {f"data-{kind}": "app/packs/schema.py" for kind in KINDS.values()}
    families = {code.partition("-")[0] for code in catalogue()}
    for name, module in modules().items():
        told = list(calls(module))
        used.update(dict.fromkeys(suggesting(module), name))
        for call in told:
            used.update(dict.fromkeys(constants(call.args[0]), name))
        if told:
            # A code kept in a variable or a table: one of a family that has words already.
            used.update({code: name for code in constants(module) if code.partition("-")[0] in families})
    return used


def test_every_problem_that_is_told_has_words() -> None:
    missing = {code: name for code, name in used_codes().items() if code not in catalogue()}
    assert missing == {}


def test_there_are_no_words_for_a_problem_nobody_tells() -> None:
    written = set().union(*(constants(module) for module in modules().values()))
    assert set(catalogue()) - set(used_codes()) - written == set()


def provided(call: ast.Call, inside: ast.AST, module: ast.Module) -> set[str]:
    """The names a call gives values for; where it hands on what is made elsewhere, all that its function makes."""
    given = call.args[2] if len(call.args) > 2 and called(call) == "Problem" else ast.Dict([], [])
    spread = any(keyword.arg is None for keyword in call.keywords)
    if spread or not isinstance(given, ast.Dict) or None in given.keys:
        makers = [inside, *(each for each in module.body if is_called(each, given))]
        return set().union(*(named(each) for maker in makers for each in ast.walk(maker)))
    return named(given) | named(call)


def is_called(function: ast.stmt, call: ast.expr) -> bool:
    return isinstance(function, ast.FunctionDef) and isinstance(call, ast.Call) and called(call) == function.name


def named(node: ast.AST) -> set[str]:
    """The names a dictionary or the keywords of a call give."""
    if isinstance(node, ast.Dict):
        return {key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}
    return {keyword.arg for keyword in node.keywords if keyword.arg} if isinstance(node, ast.Call) else set()


def told_in_calls() -> Iterator[tuple[str, set[str]]]:
    """Each code written in a call, with the names its words may use."""
    for module in modules().values():
        for function in ast.walk(module):
            if isinstance(function, ast.FunctionDef):
                for call in calls(function):
                    always = ALWAYS_FILLED | (OF_EVERY_CELL if called(call) == "CellError" else frozenset())
                    for code in constants(call.args[0]):
                        yield code, provided(call, function, module) | always
                        if code + NEAR in suggesting(module):
                            yield code + NEAR, provided(call, function, module) | always | {"near"}


def test_every_place_in_the_words_of_a_problem_is_filled() -> None:
    """What the tests of the loaders find by running, found here for every call by reading."""
    told = [(code, names) for code, names in told_in_calls() if code in catalogue()]
    assert len(told) > 50
    assert [(code, sorted(catalogue()[code].placeholders() - names)) for code, names in told
            if not catalogue()[code].placeholders() <= names] == []  # fmt: skip
