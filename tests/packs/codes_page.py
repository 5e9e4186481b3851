"""Writes `docs/codes.md`: `python -m tests.packs.codes_page`."""

from __future__ import annotations

from pathlib import Path

from app.domain.wording import Wording
from app.packs.wording_files import load_wording
from tests.packs.code_examples import EXAMPLES
from tests.support import CHECKOUT, WORDING_DIR

PAGE = CHECKOUT / "docs" / "codes.md"
HEAD = """# 問題の一覧

`shikumi check`、`shikumi diagnose` などが伝える問題を、コードの順に並べています。コードは版が変わっても変わりません。
`{…}` には、その場の値が入ります。このページは `python -m tests.packs.codes_page` が書き出します。
"""


def page(wording: Wording) -> str:
    """The page: every code with its words and what calls it up."""
    entries = []
    for key in sorted(key for key in wording.texts if key.startswith("problem.")):
        code = key.removeprefix("problem.")
        example = "\n".join(f"    {line}" for line in EXAMPLES[code].splitlines())
        entries.append(f"## {code}\n\n{wording.texts[key].say('ja')}\n\n例：\n\n{example}\n")
    return "\n".join([HEAD, *entries])


def main() -> None:
    """Writes the page."""
    Path(PAGE).write_text(page(load_wording(WORDING_DIR)))


if __name__ == "__main__":
    main()
