"""YAML is read with the place of everything, and what could do harm is refused before anything is built."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidData, Problem
from app.packs.yaml_core import MOST_BYTES, MOST_DEPTH, MOST_NODES, parse, spell
from tests.packs.mutated import said


def data(text: str) -> object:
    return parse("f.yaml", text.encode()).data


def problems_in(content: bytes) -> list[Problem]:
    with pytest.raises(InvalidData) as raised:
        parse("f.yaml", content)
    return said(raised.value.problems)


def problem_in(content: str | bytes) -> Problem:
    (problem,) = problems_in(content.encode() if isinstance(content, str) else content)
    return problem


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("2026-11-20", "2026-11-20"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("３", "３"),
        ("true", True),
        ("False", False),
        ("TRUE", True),
        ("tRUE", "tRUE"),
        ("null", None),
        ("~", None),
        ("", None),
        ("3", 3),
        ("+3", 3),
        ("-3", -3),
        ("010", 10),
        ("3.0", 3.0),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("'3'", "3"),
        ('"true"', "true"),
        ("<<", "<<"),
        ("=", "="),
    ],
)
def test_plain_words_are_read_as_yaml_1_2_core_has_them(text: str, value: object) -> None:
    found = data(f"a: {text}")
    assert found == {"a": value}
    assert isinstance(found, dict)
    assert type(found["a"]) is type(value)


def test_blocks_of_text_stay_text() -> None:
    assert data("a: |\n  3\nb: >\n  true\n") == {"a": "3\n", "b": "true\n"}


def test_keys_are_always_text() -> None:
    assert data("yes: 1\n3: 2\nnull: 3\n") == {"yes": 1, "3": 2, "null": 3}


def test_an_empty_file_says_nothing() -> None:
    assert data("") is None
    assert data("# only a comment\n") is None


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ("a: &x 1\nb: 2\n", "yaml-alias", "1:4"),
        ("a: 1\nb: *x\n", "yaml-alias", "2:4"),
        ("a: !!str 1\n", "yaml-tag", "1:4"),
        ("a: !python/object:os.system x\n", "yaml-tag", "1:4"),
        ("a: ! x\n", "yaml-tag", "1:4"),
        ("a: 1\n---\nb: 2\n", "yaml-second-document", "2:1"),
        ("a: 1\nb: 2\na: 3\n", "yaml-duplicate-key", "3:1"),
        ("a: {b: 1, b: 2}\n", "yaml-duplicate-key", "1:11"),
        ("a: 1\n? [x]\n: 2\n", "yaml-key", "2:3"),
        ("a: 1\nb: 1234567890123456\n", "yaml-huge-number", "2:4"),
        ("a: [1, 1.00000000000000000000000000000000000000001]\n", "yaml-huge-number", "1:8"),
        ("a: 1e400\n", "yaml-huge-number", "1:4"),
        ("a: .nan\n", "yaml-not-a-number", "1:4"),
        ("a:\n  - -.INF\n", "yaml-not-a-number", "2:5"),
        ("a: 1\nb: [1, 2\n", "yaml-broken", "3:1"),
        ("a: 1\n b: 2\n", "yaml-broken", "2:3"),
        ("a: \t1\n\tb: 1\n", "yaml-broken", "2:1"),
        ('a: "x\n', "yaml-broken", "2:1"),
        ("あ: いう\nb: \x01\n", "yaml-character", "2:4"),
        ("\x7f", "yaml-character", "1:1"),
        ("a: 1\nb: \x00", "yaml-character", "2:4"),
    ],
)
def test_what_is_refused_is_told_with_its_place(content: str, code: str, place: str) -> None:
    problem = problem_in(content)
    assert (problem.code, str(problem.at)) == (code, f"f.yaml:{place}")


def test_a_duplicate_key_names_itself_and_the_line_of_the_first() -> None:
    problem = problem_in("x:\n  a: 1\n  b: 2\n  a: 3\n")
    assert (problem.subject, problem.params) == ("x.a", {"key": "a", "line": 2})


def test_everything_wrong_with_the_values_is_told_at_once() -> None:
    codes = [problem.code for problem in problems_in(b"a: .nan\nb: 12345678901234567\nb: 1\nc: {d: .inf}\n")]
    assert codes == ["yaml-not-a-number", "yaml-huge-number", "yaml-duplicate-key", "yaml-not-a-number"]


def test_nesting_up_to_the_bound_is_read_and_one_more_refused() -> None:
    data("[" * MOST_DEPTH + "]" * MOST_DEPTH)
    assert problem_in("[" * (MOST_DEPTH + 1) + "]" * (MOST_DEPTH + 1)).code == "yaml-too-deep"
    assert problem_in("{a: " * 100_000).code == "yaml-too-deep"
    assert problem_in("- " * 100_000).code == "yaml-too-deep"


def test_so_many_values_are_read_and_one_more_refused() -> None:
    data("- a\n" * (MOST_NODES - 1))
    assert problem_in("- a\n" * MOST_NODES).code == "yaml-too-many"


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 10) + "]" for n in range(1, 12)]
    problem = problem_in("\n".join(lines))
    assert (problem.code, str(problem.at)) == ("yaml-alias", "f.yaml:1:5")


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_a_byte_order_mark_is_refused(mark: bytes) -> None:
    assert problem_in(mark + b"a: 1\n").code == "file-bom"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_and_its_like_are_refused(encoding: str) -> None:
    assert problem_in("a: 1\nb: あ\n".encode(encoding)).code in ("file-bom", "file-not-utf8", "yaml-character")


@pytest.mark.parametrize(
    "content", [b"a: 1\nb: \xff\n", "a: 1\nb: あ\n".encode("shift_jis"), b"a: 1\nb: \xed\xa0\x80\n"]
)
def test_what_is_not_utf_8_is_refused_with_its_line(content: bytes) -> None:
    problem = problem_in(content)
    assert (problem.code, str(problem.at)) == ("file-not-utf8", "f.yaml:2:1")


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read() -> None:
    problem = problem_in(b"[" * 50_000_000)
    assert (problem.code, problem.params) == ("file-too-large", {"max": MOST_BYTES})


def test_a_file_just_small_enough_is_read() -> None:
    assert parse("f.yaml", b"a: '" + b"x" * (MOST_BYTES - 5) + b"'").data


names = st.text("abcdefあいう", min_size=1, max_size=5)
scalars = st.integers(0, 99) | names
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(names, inner, min_size=1, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(names, values, min_size=1, max_size=5), st.booleans())
def test_every_key_and_value_is_where_its_place_says(written: dict[str, object], flow: bool) -> None:
    text = yaml.dump(written, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    document = parse("f.yaml", text.encode())
    assert document.data == written
    lines = text.splitlines()
    for path, place in document.keys.items():
        assert lines[place.line - 1][place.column - 1 :].startswith(str(path[-1]))
    for path, place in document.places.items():
        value = document.data
        for step in path:
            value = value[step]  # type: ignore[index]
        if isinstance(value, (str, int)):
            assert lines[place.line - 1][place.column - 1 :].startswith(str(value))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    problems: Sequence[Problem] = ()
    try:
        parse("f.yaml", text.encode(errors="surrogatepass"))
    except InvalidData as error:
        problems = error.problems
    assert all(problem.at and problem.at.line >= 1 <= problem.at.column for problem in problems)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(InvalidData):
        parse("f.yaml", content)


def test_the_place_of_what_is_missing_is_that_of_what_is_around_it() -> None:
    document = parse("f.yaml", b"a:\n  b: 1\n")
    assert str(document.at(("a", "zzz", 3))) == "f.yaml:2:3"
    assert str(document.at(("zzz",))) == "f.yaml:1:1"
    assert str(document.at_key(("a", "b"))) == "f.yaml:2:3"
    assert str(parse("f.yaml", b"").at(())) == "f.yaml:1:1"


def test_a_path_is_spelt_as_people_write_it() -> None:
    assert spell(("rows", 2, "when", "employees")) == "rows[2].when.employees"
    assert spell(()) == ""
