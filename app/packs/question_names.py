"""Checks what a question names: its options, its scale, the option for no answer, the question that bounds it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from app.domain.errors import Param, Problem
from app.domain.facts import NOT_KNOWN, FactType, Numeric
from app.domain.nearest import misspelt
from app.packs.question_models import OptionFile, QuestionFile
from app.packs.yaml_core import Document, Path, spell


def check_names(
    document: Document,
    path: Path,
    found: QuestionFile,
    options: Collection[str],
    scales: Collection[str],
    earlier: Mapping[str, FactType],
) -> Iterator[Problem]:
    """Each name of the question at a path that leads nowhere; `earlier` are the types of the questions before it.

    Of a question whose scale is not known, the option for no answer is not looked for.
    """
    if found.scale is not None and found.scale not in scales:
        where: Path = (*path, "scale")
        params = {"question": found.id, "name": found.scale, "known": ", ".join(scales) or "-"}
        yield misspelt(Problem("question-unknown-scale", spell(where), params, document.at(where)), found.scale, scales)
    elif found.left_out is not None and found.left_out not in options:
        where = (*path, "left_out")
        params = {"question": found.id, "name": found.left_out, "known": ", ".join(options) or "-"}
        problem = Problem("question-left-out", spell(where), params, document.at(where))
        yield misspelt(problem, found.left_out, options)
    ceilings = [name for name, type_ in earlier.items() if isinstance(type_, Numeric) or type_ == NOT_KNOWN]
    if found.accept.at_most is not None and found.accept.at_most not in ceilings:
        where = (*path, "accept", "at_most")
        params = {"question": found.id, "name": found.accept.at_most}
        problem = Problem("question-at-most", spell(where), params, document.at(where))
        yield misspelt(problem, found.accept.at_most, ceilings)


def check_options(document: Document, path: Path, found: QuestionFile) -> Iterator[Problem]:
    """Each option of its own that the question at a path has twice."""
    for place, option in _again(found.options):
        where: Path = (*path, "options", place, "id")
        params: dict[str, Param] = {"question": found.id, "option": option}
        yield Problem("question-option-twice", spell(where), params, document.at(where))


def check_scales(
    document: Document, scales: Mapping[str, Sequence[OptionFile]], ordered: Sequence[str]
) -> Iterator[Problem]:
    """Each option that a scale has twice, and each name among the ordered scales that is the name of none."""
    for scale, options in scales.items():
        for place, option in _again(options):
            twice: Path = ("scales", scale, place, "id")
            yield Problem("id-twice", spell(twice), {"id": option}, document.at(twice))
    for place, name in enumerate(ordered):
        if name not in scales:
            where: Path = ("ordered_scales", place)
            params = {"name": name, "known": ", ".join(scales) or "-"}
            yield misspelt(Problem("scale-unknown", spell(where), params, document.at(where)), name, scales)


def _again(options: Sequence[OptionFile]) -> Iterator[tuple[int, str]]:
    """The places and ids of the options whose id stands before."""
    ids = [option.id for option in options]
    return ((place, id_) for place, id_ in enumerate(ids) if id_ in ids[:place])
