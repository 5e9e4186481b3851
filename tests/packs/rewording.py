"""Files with one value in place of another, wherever it stands and however it is written."""

from __future__ import annotations

import json

import yaml

from app.packs.files import Files
from app.packs.yaml_core import Path


def with_value(files: Files, name: str, path: Path, value: object) -> dict[str, bytes]:
    """The files with the value at a path of one of them replaced; JSON is YAML."""
    text = files[name].decode()
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    for step in path:
        assert isinstance(node, yaml.CollectionNode)
        node = _inside(node, step)
    assert node is not None
    start, end = node.start_mark.index, node.end_mark.index
    kept = text[start:end]
    tail = kept[len(kept.rstrip()) :]  # the end of a block is where the next thing begins
    return {**files, name: f"{text[:start]}{json.dumps(value, ensure_ascii=False)}{tail}{text[end:]}".encode()}


def _inside(node: yaml.CollectionNode, step: str | int) -> yaml.Node:
    inside = list(node.value) if isinstance(step, int) else {key.value: value for key, value in node.value}
    found = inside[step]  # type: ignore[index]
    assert isinstance(found, yaml.Node)
    return found


def place_at(files: Files, name: str, path: Path) -> str:
    """Where the value at a path stands."""
    node = yaml.compose(files[name], Loader=yaml.CSafeLoader)
    for step in path:
        assert isinstance(node, yaml.CollectionNode)
        node = _inside(node, step)
    assert node is not None
    return f"{name}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"
