"""Holds a document against a pydantic model and tells every misfit with its place, the way to mend it included."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Annotated, Any, NamedTuple, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from app.domain.errors import InvalidData, Problem
from app.domain.nearest import misspelt
from app.packs.yaml_core import Document, Path, spell

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
OptionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=60)]
LANGUAGES = ("ja", "en")
Words = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
FOLD = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")


def _language(code: str) -> str:
    if code not in LANGUAGES:
        expected = " or ".join(map(repr, LANGUAGES))
        raise PydanticCustomError("literal_error", "Input should be {expected}", {"expected": expected})
    return code


def _unfold(words: dict[str, str]) -> dict[str, str]:
    """YAML folds a line break into a space; between Japanese characters there is none."""
    return {language: FOLD.sub("", text) if language == "ja" else text for language, text in words.items()}


def _not_blank(name: str) -> str:
    if not name.strip():
        raise PydanticCustomError("string_too_short", "Input should not be blank")
    return name


Language = Annotated[str, AfterValidator(_language)]
Languages = Annotated[list[Language], Field(min_length=1)]
Name = Annotated[str, StringConstraints(max_length=100), AfterValidator(_not_blank)]
TextFile = Annotated[dict[Language, Words], Field(min_length=1), AfterValidator(_unfold)]
"""A text as a file has it: `{ja: …, en: …}`."""


class FileModel(BaseModel):
    """A part of a file: no key beyond those named, no value turned into another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Model = TypeVar("Model", bound=FileModel)


class Misfit(NamedTuple):
    """A part of a document that does not fit its model: where, whether only for a key too many, what to tell."""

    path: Path
    key_too_many: bool
    problem: Problem


def validate(model: type[Model], document: Document) -> Model:
    """The document as `model`; raises InvalidData with a problem for each misfit."""
    content, misfits = hold_against(model, document)
    if content is None:
        raise InvalidData([misfit.problem for misfit in misfits])
    return content


def hold_against(model: type[Model], document: Document) -> tuple[Model | None, list[Misfit]]:
    """The document as `model`, or what of it does not fit."""
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        every = list(_once(document, error))
        missing = {found["loc"] for found in every if found["type"] == "missing"}
        misfits = [
            Misfit(found["loc"], found["type"] == "extra_forbidden", _problem(model, document, found, missing, place))
            for place, found in enumerate(every)
        ]
        # A key that is missing because it is misspelt is told once, where it stands.
        meant = {(*fit.path[:-1], fit.problem.params.get("near")) for fit in misfits if fit.key_too_many}
        return None, [fit for fit in misfits if fit.path not in meant & missing]


def _once(document: Document, error: ValidationError) -> Iterator[dict[str, Any]]:
    """The misfits; of a value that may be of several types, all of which it misses, only the first."""
    told: set[Path] = set()
    for found in error.errors():
        loc: Path = found["loc"]
        if loc and loc[-1] in UNION_TAGS and loc not in document.places:
            loc = loc[:-1]
            if loc in told:
                continue
            told.add(loc)
        yield {**found, "loc": loc}


def _problem(
    model: type[FileModel], document: Document, found: dict[str, Any], missing: Collection[Path], told_before: int
) -> Problem:
    path: Path = tuple(step for step in found["loc"] if step != "[key]")
    kind, subject = str(found["type"]), spell(path)
    if kind == "extra_forbidden":
        known = _keys_at(model, path[:-1])
        lacking = [key for key in known if (*path[:-1], key) in missing]
        problem = Problem("data-unknown-key", subject, {"known": ", ".join(known)}, document.at_key(path))
        return misspelt(problem, str(path[-1]), [*lacking, *known], told_before)
    if kind == "missing":
        return Problem("data-missing-key", spell(path[:-1]), {"key": str(path[-1])}, document.at(path[:-1]))
    if kind in CHOICES:
        allowed = CHOICE.findall(str(found["ctx"]["expected"]))
        problem = Problem("data-not-one-of", subject, {"known": ", ".join(allowed)}, document.at(path))
        return misspelt(problem, found["input"], allowed, told_before)
    if kind not in KINDS:
        return Problem("data-invalid", subject, {"detail": f'"{found["msg"]}"'}, document.at(path))
    limit = next((value for name, value in found.get("ctx", {}).items() if name in LIMITS), "")
    return Problem(f"data-{KINDS[kind]}", subject, {"limit": limit} if limit != "" else {}, document.at(path))


UNION_TAGS = frozenset({"str", "int", "float", "bool"})
CHOICES = frozenset({"enum", "literal_error"})
CHOICE = re.compile(r"'([^']*)'")
LIMITS = frozenset({"max_length", "min_length", "gt", "ge", "lt", "le"})
"""What pydantic calls the limits that a value is beyond."""
KINDS = {
    "string_type": "not-text",
    "int_type": "not-whole-number",
    "float_type": "not-number",
    "bool_type": "not-boolean",
    "list_type": "not-list",
    "tuple_type": "not-list",
    "dict_type": "not-mapping",
    "model_type": "not-mapping",
    "string_too_short": "empty",
    "string_too_long": "too-long",
    "too_long": "too-many",
    "too_short": "too-short",
    "string_pattern_mismatch": "bad-identifier",
    "greater_than": "not-above",
    "greater_than_equal": "below",
    "less_than": "not-below",
    "less_than_equal": "above",
}


def _keys_at(model: type[FileModel], path: Path) -> list[str]:
    """The keys the models allow at a path."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            inner = next(_models_in(model.model_fields[step].annotation), None)
            if inner is None:
                return []
            model = inner
    return [field.alias or name for name, field in model.model_fields.items()]


def _models_in(annotation: Any) -> Iterator[type[FileModel]]:
    if isinstance(annotation, type) and issubclass(annotation, FileModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


__all__ = [
    "LANGUAGES", "Field", "FileModel", "Identifier", "Languages", "Name", "OptionId", "TextFile", "Words", "validate",
]  # fmt: skip
