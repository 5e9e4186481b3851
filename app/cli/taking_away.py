"""What a diagnosis is written to besides standard output: a report, a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.output import write_files

if TYPE_CHECKING:
    from app.domain.ports import Imprint, ReportMaker
    from app.domain.presentation import Presentation

_file = click.Path(path_type=Path, dir_okay=False)


@dataclass(frozen=True, slots=True)
class TakenAway:
    """The files to write, None for what nobody asked for, and whether they are marked as confidential."""

    pdf: Path | None
    xlsx: Path | None
    confidential: bool = False

    def __bool__(self) -> bool:
        return self.pdf is not None or self.xlsx is not None

    def write(self, shown: Presentation, maker: ReportMaker, imprint: Imprint) -> None:
        """Makes everything, then writes it; raises InvalidData for files that cannot be written."""
        marked = replace(imprint, confidential=self.confidential)
        write_files(list(self._made(shown, maker, marked)))

    def _made(self, shown: Presentation, maker: ReportMaker, imprint: Imprint) -> Iterator[tuple[Path, bytes]]:
        if self.pdf:
            yield self.pdf, maker.pdf(shown, imprint)
        if self.xlsx:
            yield self.xlsx, maker.workbook(shown, imprint)


def taken_away_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command `--pdf`, `--xlsx` and `--confidential`, which it gets as `taken_away`."""

    @click.option("--pdf", type=_file, help="Write the report to this file.")
    @click.option("--xlsx", type=_file, help="Write the workbook to this file.")
    @click.option("--confidential", is_flag=True, help="Mark the report and the workbook 社外秘 (confidential).")
    @wraps(command)
    def with_files(pdf: Path | None, xlsx: Path | None, confidential: bool, **others: Any) -> None:
        command(taken_away=TakenAway(pdf, xlsx, confidential), **others)

    return with_files
