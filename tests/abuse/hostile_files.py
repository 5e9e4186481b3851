"""Files made to break a reader: each in place of one file of a rule pack or questionnaire."""

from collections.abc import Iterator

from app.packs.files import Files
from tests.packs.extras import with_derived, with_findings
from tests.packs.rewording import with_value

Case = tuple[str, str, str, bytes]
"""A name, the code it is refused with, the file it replaces, its content."""

FINDINGS = "findings.yaml"


def hostile_cases(pack: Files) -> Iterator[Case]:
    """Every hostile file; `pack` are the files of a sound pack, some of which are bent."""
    yield from _encodings(pack)
    yield from _references()
    yield from _nesting()
    yield from _sizes(pack)
    yield from _scalars(pack)
    yield from _conditions(pack)
    yield from _names(pack)


def _encodings(pack: Files) -> Iterator[Case]:
    good = pack[FINDINGS]
    text = good.decode()
    yield "byte order mark", "file-bom", FINDINGS, b"\xef\xbb\xbf" + good
    yield "UTF-16 little end first", "file-not-utf8", FINDINGS, text.encode("utf-16-le")
    yield "UTF-16 with mark", "file-bom", FINDINGS, text.encode("utf-16")
    yield "UTF-32 with mark", "file-bom", FINDINGS, text.encode("utf-32")
    yield "Shift JIS", "file-not-utf8", FINDINGS, text.encode("cp932", "replace")
    yield "EUC-JP", "file-not-utf8", FINDINGS, text.encode("euc-jp", "replace")
    yield "a stray byte", "file-not-utf8", FINDINGS, good + b"\xff"
    yield "a lone surrogate", "file-not-utf8", FINDINGS, good + b"\xed\xa0\x80"
    yield "an overlong NUL", "file-not-utf8", FINDINGS, good + b"\xc0\x80"
    yield "a NUL byte", "yaml-character", FINDINGS, good + b"\0"
    yield "a bell", "yaml-character", FINDINGS, b"findings: [\x07]\n"
    yield "a delete", "yaml-character", FINDINGS, b"findings: [\x7f]\n"
    yield "an escape sequence", "yaml-character", FINDINGS, b"findings: \x1b[31m\n"
    yield "binary", "file-not-utf8", FINDINGS, bytes(range(256)) * 100
    yield "a zip archive", "yaml-character", FINDINGS, b"PK\x03\x04" + bytes(1000)
    yield "a PDF", "file-not-utf8", FINDINGS, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def _references() -> Iterator[Case]:
    laughs = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n".encode()
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    yield "a billion laughs", "yaml-alias", FINDINGS, laughs
    yield "a cyclic reference", "yaml-alias", FINDINGS, b"findings: &f [*f]\n"
    yield "a cyclic mapping", "yaml-alias", FINDINGS, b"&m {findings: *m}\n"
    yield "a merge key", "yaml-alias", FINDINGS, b"base: &b {id: x}\nfindings:\n  - <<: *b\n"
    yield "an anchor nobody uses", "yaml-alias", FINDINGS, b"findings: &f []\n"
    yield "an alias of nothing", "yaml-alias", FINDINGS, b"findings: *nothing\n"
    yield "a Python object", "yaml-tag", FINDINGS, b"findings: !!python/object/apply:os.system ['touch /tmp/hostile']\n"
    yield "a Python name", "yaml-tag", FINDINGS, b"findings: !!python/name:os.system\n"
    yield "a binary tag", "yaml-tag", FINDINGS, b"findings: !!binary aGVsbG8=\n"
    yield "a set", "yaml-tag", FINDINGS, b"findings: !!set {a, b}\n"
    yield "a tag of its own", "yaml-tag", FINDINGS, b"findings: !secret {}\n"
    yield "a tag that says text", "yaml-tag", FINDINGS, b"findings: !!str []\n"


def _nesting() -> Iterator[Case]:
    yield "lists in lists", "yaml-too-deep", FINDINGS, b"findings: " + b"[" * 100_000 + b"\n"
    yield "mappings in mappings", "yaml-too-deep", FINDINGS, b"findings: " + b"{a: " * 100_000 + b"\n"
    yield "blocks in blocks", "yaml-too-deep", FINDINGS, b"".join(b" " * n + b"a:\n" for n in range(1000))
    yield "dashes in dashes", "yaml-too-deep", FINDINGS, b"- " * 200_000 + b"\n"
    yield "two documents", "yaml-second-document", FINDINGS, b"findings: []\n---\nfindings: []\n"
    yield "a thousand documents", "yaml-second-document", FINDINGS, b"---\nx\n" * 1000
    yield "a key twice", "yaml-duplicate-key", FINDINGS, b"findings: []\nfindings: []\n"
    yield "a key a thousand times", "yaml-duplicate-key", FINDINGS, b"findings: []\n" * 1000
    yield "a list as key", "yaml-key", FINDINGS, b"? [a, b]\n: c\n"
    yield "a mapping as key", "yaml-key", FINDINGS, b"{{a: b}: c}\n"
    yield "an open bracket", "yaml-broken", FINDINGS, b"findings: [\n"
    yield "an open quote", "yaml-broken", FINDINGS, b'findings: "\n'
    yield "a tab for indentation", "yaml-broken", FINDINGS, b"findings:\n\t- id: x\n"
    yield "nothing at all", "data-not-mapping", FINDINGS, b""
    yield "only a comment", "data-not-mapping", FINDINGS, b"# nothing\n"
    yield "a word", "data-not-mapping", FINDINGS, b"findings\n"
    yield "a list", "data-not-mapping", FINDINGS, b"- findings\n"
    yield "an unknown directive's version", "yaml-broken", FINDINGS, b"%YAML 9.9\n---\nfindings: []\n"
    yield "a tag directive", "yaml-tag", FINDINGS, b"%TAG ! tag:evil,2026:\n---\nfindings: !x []\n"


def _sizes(pack: Files) -> Iterator[Case]:
    yield "fifty megabytes", "file-too-large", FINDINGS, b"# padding\n" * 5_000_000
    yield "one line of fifty megabytes", "file-too-large", FINDINGS, b"findings: " + b"a" * 50_000_000
    yield "a hundred thousand keys", "yaml-too-many", FINDINGS, b"".join(b"k%d: 1\n" % n for n in range(100_000))
    yield "two hundred thousand items", "yaml-too-many", FINDINGS, b"findings: [" + b"1," * 200_000 + b"]\n"
    yield "two thousand findings", "data-too-many", FINDINGS, b"findings:\n" + b"  - {id: a}\n" * 2000
    long_text = pack["notes.yaml"].replace(b"ja: ", b"ja: " + "あ".encode() * 3000, 1)
    yield "a text without end", "data-too-long", "notes.yaml", long_text


def _scalars(pack: Files) -> Iterator[Case]:
    budget = pack["budget.yaml"]
    months = {
        "a number of five thousand digits": ("yaml-huge-number", b"9" * 5000),
        "an exponent without end": ("yaml-huge-number", b"1e999999999"),
        "not a number": ("yaml-not-a-number", b".nan"),
        "infinity": ("yaml-not-a-number", b"-.inf"),
        "nought months": ("data-not-above", b"0"),
        "a number with underscores": ("data-not-whole-number", b"1_2"),
        "a number in base sixty": ("data-not-whole-number", b"12:30"),
    }
    for name, (code, value) in months.items():
        yield name, code, "budget.yaml", budget.replace(b"months: 12", b"months: " + value)
    seats = pack["seats.yaml"]
    yield "no for false", "data-not-boolean", "seats.yaml", seats.replace(b"always: true", b"always: no", 1)
    yield "yes for true", "data-not-boolean", "seats.yaml", seats.replace(b"always: true", b"always: yes", 1)
    yield "on for true", "data-not-boolean", "seats.yaml", seats.replace(b"always: true", b"always: on", 1)


def _conditions(pack: Files) -> Iterator[Case]:
    def when(condition: object) -> bytes:
        return with_value(pack, FINDINGS, ("findings", 1, "when"), condition)[FINDINGS]

    yield "brackets without end", "cell-not-a-number-test", FINDINGS, when({"employees": "[" * 5000})
    negated = "not(" * 500 + "1" + ")" * 500
    yield "not of not of not", "cell-number-negation", FINDINGS, when({"employees": negated})
    many = ",".join(map(str, range(1, 10001)))
    yield "ten thousand alternatives", "condition-too-many", FINDINGS, when({"employees": many})
    ranges = ", ".join(f"[{n * 10 + 1}..{n * 10 + 2}]" for n in range(100))
    numbers = ("employees", "marketing_headcount", "annual_budget_manyen")
    yield "a product of ranges", "condition-too-many", FINDINGS, when(dict.fromkeys(numbers, ranges))
    nested: object = {"employees": "1"}
    for _ in range(10):
        nested = {"any": [nested]}
    yield "any of any of any", "yaml-too-deep", FINDINGS, when(nested)
    yield "any of no list", "condition-any-not-list", FINDINGS, when({"any": {"employees": "1"}})
    yield "a list for a test", "condition-not-a-test", FINDINGS, when({"employees": [1, 2]})
    yield "a backwards range", "range-reversed", FINDINGS, when({"employees": "[9..4]"})
    formula = "__import__('os').system('touch /tmp/hostile')"
    yield "a formula", "cell-not-a-number-test", FINDINGS, when({"employees": formula})
    yield "a word without end", "cell-unknown-value", FINDINGS, when({"decision_owner": "x" * 100_000})
    yield "a name without end", "yaml-broken", FINDINGS, when({"x" * 100_000: "1"})
    yield "colours for a terminal", "condition-unknown-fact", FINDINGS, when({"\x1b[31m\x07": "1"})


def _names(pack: Files) -> Iterator[Case]:
    head = pack["pack.yaml"]
    yield (
        "a path out of the folder",
        "data-bad-identifier",
        "pack.yaml",
        head.replace(b"- model\n", b"- ../../../../etc/passwd\n", 1),
    )
    yield "an absolute path", "data-bad-identifier", "pack.yaml", head.replace(b"- model\n", b"- /etc/passwd\n", 1)
    yield (
        "a decision that waits for itself",
        "decision-circle",
        "decisions/model.yaml",
        pack["decisions/model.yaml"]
        .replace(b"inputs: [marketing_headcount, basics_ready]", b"inputs: [marketing_headcount, basics_ready, phase]")
        .replace(b'when: {marketing_headcount: "[0..3]"}', b'when: {marketing_headcount: "[0..3]", phase: advanced}'),
    )


COLLIDING = ("costarring", "liquid")
"""The engine knows a name by its 32-bit FNV-1a hash, which is the same of these two."""


def colliding_names() -> dict[str, bytes]:
    """A pack with facts of these names and a finding on each: sound, if the engine tells them apart."""
    of = {
        "costarring": "of: [lead_followup], matching: [partial]",
        "liquid": "of: [sales_feedback], matching: [partial]",
    }
    facts = with_derived(*(f"id: {name}, {of[name]}" for name in COLLIDING))
    findings = with_findings(**{f"on_{name}": f'{{{name}: "1"}}' for name in COLLIDING})
    return {**facts, FINDINGS: findings[FINDINGS]}
