"""Files made to break a reader: each in place of one file of a rule pack or questionnaire."""

from collections.abc import Iterator

from app.packs.files import Files

Case = tuple[str, str, bytes]
"""A name, the file it replaces, its content."""

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
    yield "byte order mark", FINDINGS, b"\xef\xbb\xbf" + good
    yield "UTF-16 little end first", FINDINGS, text.encode("utf-16-le")
    yield "UTF-16 with mark", FINDINGS, text.encode("utf-16")
    yield "UTF-32 with mark", FINDINGS, text.encode("utf-32")
    yield "Shift JIS", FINDINGS, text.encode("cp932", "replace")
    yield "EUC-JP", FINDINGS, text.encode("euc-jp", "replace")
    yield "a stray byte", FINDINGS, good + b"\xff"
    yield "a lone surrogate", FINDINGS, good + b"\xed\xa0\x80"
    yield "an overlong NUL", FINDINGS, good + b"\xc0\x80"
    yield "a NUL byte", FINDINGS, good + b"\0"
    yield "a bell", FINDINGS, b"findings: [\x07]\n"
    yield "a delete", FINDINGS, b"findings: [\x7f]\n"
    yield "an escape sequence", FINDINGS, b"findings: \x1b[31m\n"
    yield "binary", FINDINGS, bytes(range(256)) * 100
    yield "a zip archive", FINDINGS, b"PK\x03\x04" + bytes(1000)
    yield "a PDF", FINDINGS, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def _references() -> Iterator[Case]:
    laughs = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n".encode()
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    yield "a billion laughs", FINDINGS, laughs
    yield "a cyclic reference", FINDINGS, b"findings: &f [*f]\n"
    yield "a cyclic mapping", FINDINGS, b"&m {findings: *m}\n"
    yield "a merge key", FINDINGS, b"base: &b {id: x}\nfindings:\n  - <<: *b\n"
    yield "an anchor nobody uses", FINDINGS, b"findings: &f []\n"
    yield "an alias of nothing", FINDINGS, b"findings: *nothing\n"
    yield "a Python object", FINDINGS, b"findings: !!python/object/apply:os.system ['touch /tmp/hostile']\n"
    yield "a Python name", FINDINGS, b"findings: !!python/name:os.system\n"
    yield "a binary tag", FINDINGS, b"findings: !!binary aGVsbG8=\n"
    yield "a set", FINDINGS, b"findings: !!set {a, b}\n"
    yield "a tag of its own", FINDINGS, b"findings: !secret {}\n"
    yield "a tag that says text", FINDINGS, b"findings: !!str []\n"


def _nesting() -> Iterator[Case]:
    yield "lists in lists", FINDINGS, b"findings: " + b"[" * 100_000 + b"\n"
    yield "mappings in mappings", FINDINGS, b"findings: " + b"{a: " * 100_000 + b"\n"
    yield "blocks in blocks", FINDINGS, b"".join(b" " * n + b"a:\n" for n in range(1000))
    yield "dashes in dashes", FINDINGS, b"- " * 200_000 + b"\n"
    yield "two documents", FINDINGS, b"findings: []\n---\nfindings: []\n"
    yield "a thousand documents", FINDINGS, b"---\nx\n" * 1000
    yield "a key twice", FINDINGS, b"findings: []\nfindings: []\n"
    yield "a key a thousand times", FINDINGS, b"findings: []\n" * 1000
    yield "a list as key", FINDINGS, b"? [a, b]\n: c\n"
    yield "a mapping as key", FINDINGS, b"{{a: b}: c}\n"
    yield "an open bracket", FINDINGS, b"findings: [\n"
    yield "an open quote", FINDINGS, b'findings: "\n'
    yield "a tab for indentation", FINDINGS, b"findings:\n\t- id: x\n"
    yield "nothing at all", FINDINGS, b""
    yield "only a comment", FINDINGS, b"# nothing\n"
    yield "a word", FINDINGS, b"findings\n"
    yield "a list", FINDINGS, b"- findings\n"
    yield "an unknown directive's version", FINDINGS, b"%YAML 9.9\n---\nfindings: []\n"
    yield "a tag directive", FINDINGS, b"%TAG ! tag:evil,2026:\n---\nfindings: !x []\n"


def _sizes(pack: Files) -> Iterator[Case]:
    yield "fifty megabytes", FINDINGS, b"# padding\n" * 5_000_000
    yield "one line of fifty megabytes", FINDINGS, b"findings: " + b"a" * 50_000_000
    yield "a hundred thousand keys", FINDINGS, b"".join(b"k%d: 1\n" % n for n in range(100_000))
    yield "two hundred thousand items", FINDINGS, b"findings: [" + b"1," * 200_000 + b"]\n"
    yield "two thousand findings", FINDINGS, b"findings:\n" + b"  - {id: a}\n" * 2000
    long_text = pack["notes.yaml"].replace(b"ja: ", b"ja: " + "あ".encode() * 3000, 1)
    yield "a text without end", "notes.yaml", long_text


def _scalars(pack: Files) -> Iterator[Case]:
    budget = pack["budget.yaml"]
    yield "a number of five thousand digits", "budget.yaml", budget.replace(b"months: 12", b"months: " + b"9" * 5000)
    yield "an exponent without end", "budget.yaml", budget.replace(b"months: 12", b"months: 1e999999999")
    yield "not a number", "budget.yaml", budget.replace(b"months: 12", b"months: .nan")
    yield "infinity", "budget.yaml", budget.replace(b"months: 12", b"months: -.inf")
    yield "nought months", "budget.yaml", budget.replace(b"months: 12", b"months: 0")
    yield "a number with underscores", "budget.yaml", budget.replace(b"months: 12", b"months: 1_2")
    yield "a number in base sixty", "budget.yaml", budget.replace(b"months: 12", b"months: 12:30")
    seats = pack["seats.yaml"]
    yield "no for false", "seats.yaml", seats.replace(b"always: true", b"always: no", 1)
    yield "yes for true", "seats.yaml", seats.replace(b"always: true", b"always: yes", 1)
    yield "on for true", "seats.yaml", seats.replace(b"always: true", b"always: on", 1)


def _conditions(pack: Files) -> Iterator[Case]:
    def finding(when: str) -> bytes:
        start, _, rest = pack[FINDINGS].partition(b"when: {")
        return start + b"when: {" + when.encode() + b"}" + rest.partition(b"}")[2]

    yield "brackets without end", FINDINGS, finding('employees: "' + "[" * 5000 + '"')
    yield "not of not of not", FINDINGS, finding('employees: "' + "not(" * 500 + "1" + ")" * 500 + '"')
    yield "ten thousand alternatives", FINDINGS, finding('employees: "' + ",".join(map(str, range(1, 10001))) + '"')
    ranges = ", ".join(f"[{n * 10 + 1}..{n * 10 + 2}]" for n in range(100))
    numbers = ("employees", "marketing_headcount", "annual_budget_manyen", "articles_per_month")
    yield "a product of ranges", FINDINGS, finding(", ".join(f'{name}: "{ranges}"' for name in numbers))
    yield "any of any of any", FINDINGS, finding("any: [{" * 8 + 'employees: "1"' + "}]" * 8 + ", " + "employees: {}")
    yield "a list for a test", FINDINGS, finding("employees: [1, 2]")
    yield "a backwards range", FINDINGS, finding('employees: "[9..4]"')
    yield "a formula", FINDINGS, finding("employees: \"__import__('os').system('true')\"")


def _names(pack: Files) -> Iterator[Case]:
    head = pack["pack.yaml"]
    yield "a path out of the folder", "pack.yaml", head.replace(b"- model\n", b"- ../../../../etc/passwd\n", 1)
    yield "an absolute path", "pack.yaml", head.replace(b"- model\n", b"- /etc/passwd\n", 1)
    yield (
        "a decision that waits for itself",
        "decisions/model.yaml",
        pack["decisions/model.yaml"]
        .replace(b"inputs: [marketing_headcount, basics_ready]", b"inputs: [marketing_headcount, basics_ready, phase]")
        .replace(b'when: {marketing_headcount: "[0..3]"}', b'when: {marketing_headcount: "[0..3]", phase: advanced}'),
    )
    # The engine knows names by a 32-bit hash only: these two collide in it.
    yield (
        "names that collide",
        "facts.yaml",
        pack["facts.yaml"].replace(b"costarring", b"liquid").replace(b"id: basics_lacking", b"id: costarring"),
    )
