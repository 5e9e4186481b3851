"""Finds a value that fits where one of a file does not, so that the rest of the file can be read with it."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from app.packs.schema import LANGUAGES, FileModel
from app.packs.yaml_core import Path

WORD = "x"


def is_list_of_parts(model: type[FileModel], path: Path) -> bool:
    """Whether a model has a list or mapping of models of its own at a path."""
    annotation = _bare(_at(model, path))
    parts = get_args(annotation)
    return get_origin(annotation) in (list, dict) and bool(parts) and _is_model(_bare(parts[-1]))


def stand_in(model: type[FileModel], path: Path) -> object:
    """A value that fits the model at a path; raises LookupError where nothing does."""
    annotation = _at(model, path)
    if annotation is None:
        raise LookupError(path)
    return _fitting(annotation)


def _at(model: type[FileModel], path: Path) -> Any:
    """What the model has at a path; None where it has nothing."""
    found: Any = model
    for step in path:
        found = _inside(_bare(found), step)
    return found


def _inside(bare: Any, step: str | int) -> Any:
    if _is_model(bare):
        field = bare.model_fields.get(step)
        return field.rebuild_annotation() if field else None
    wanted = int if get_origin(bare) is list else str if get_origin(bare) is dict else None
    return get_args(bare)[-1] if wanted and isinstance(step, wanted) else None


def _bare(annotation: Any) -> Any:
    """An annotation without its restrictions, of several types the first."""
    while get_origin(annotation) in (Annotated, Union, types.UnionType):
        annotation = get_args(annotation)[0]
    return annotation


def _is_model(bare: Any) -> bool:
    return isinstance(bare, type) and issubclass(bare, FileModel)


def _fitting(annotation: Any) -> object:
    """The first value that fits an annotation; raises LookupError where none of those tried does."""
    adapter: TypeAdapter[object] = TypeAdapter(annotation)
    for candidate in _candidates(_bare(annotation)):
        try:
            adapter.validate_python(candidate, strict=True)
        except ValidationError:
            continue
        return candidate
    raise LookupError(annotation)


def _candidates(bare: Any) -> Iterator[object]:
    if get_origin(bare) is Literal:
        yield from get_args(bare)
    elif get_origin(bare) is list:
        yield []
        yield from ([_fitting(get_args(bare)[0])] * count for count in (1, 2, 3))
    elif get_origin(bare) is dict:
        yield {}
        yield from ({key: _fitting(get_args(bare)[1])} for key in (*LANGUAGES, WORD))
    elif _is_model(bare):
        fields = bare.model_fields.items()
        yield {key: _fitting(field.rebuild_annotation()) for key, field in fields if field.is_required()}
    else:
        yield from (WORD, *LANGUAGES, 1, 1.0, False, None)
