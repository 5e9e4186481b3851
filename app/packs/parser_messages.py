"""What libyaml and Python's json say of a text they cannot read, as keys of the catalogue (`param.detail.…`).

The messages are those of libyaml 0.2 (scanner.c, parser.c) and of json.decoder. Any other stays as it is, in quotes.
"""

from __future__ import annotations

from collections.abc import Mapping

YAML: Mapping[str, str] = {
    "did not find expected ',' or ']'": "yaml-list-end",
    "did not find expected ',' or '}'": "yaml-mapping-end",
    "did not find expected '-' indicator": "yaml-no-dash",
    "did not find expected key": "yaml-no-key",
    "could not find expected ':'": "yaml-no-colon",
    "found unexpected ':'": "yaml-colon",
    "mapping values are not allowed in this context": "yaml-colon",
    "mapping keys are not allowed in this context": "yaml-key-here",
    "block sequence entries are not allowed in this context": "yaml-dash-here",
    "found character that cannot start any token": "yaml-first-character",
    "found a tab character that violates indentation": "yaml-tab",
    "found a tab character where an indentation space is expected": "yaml-tab",
    "found unknown escape character": "yaml-escape",
    "did not find expected hexdecimal number": "yaml-escape",
    "found invalid Unicode character escape code": "yaml-escape",
    "found unexpected end of stream": "yaml-end",
    "found unexpected document indicator": "yaml-document-mark",
    "did not find expected <document start>": "yaml-document-start",
    "did not find expected node content": "yaml-no-value",
    "found an indentation indicator equal to 0": "yaml-block-head",
    "did not find expected comment or line break": "yaml-block-head",
    "did not find expected alphabetic or numeric character": "yaml-anchor",
    "found undefined alias": "yaml-anchor",
    "did not find expected whitespace or line break": "yaml-tag",
    "did not find the expected '>'": "yaml-tag",
    "did not find expected '!'": "yaml-tag",
    "did not find expected tag URI": "yaml-tag",
    "did not find URI escaped octet": "yaml-tag",
    "found an incorrect leading UTF-8 octet": "yaml-tag",
    "found an incorrect trailing UTF-8 octet": "yaml-tag",
    "found undefined tag handle": "yaml-tag",
    "could not find expected directive name": "yaml-directive",
    "found unexpected non-alphabetical character": "yaml-directive",
    "found unknown directive name": "yaml-directive",
    "did not find expected whitespace": "yaml-directive",
    "did not find expected digit or '.' character": "yaml-directive",
    "did not find expected version number": "yaml-directive",
    "found extremely long version number": "yaml-directive",
    "found incompatible YAML document": "yaml-directive",
    "found duplicate %YAML directive": "yaml-directive",
    "found duplicate %TAG directive": "yaml-directive",
}
JSON: Mapping[str, str] = {
    "Expecting value": "json-no-value",
    "Expecting ',' delimiter": "json-no-comma",
    "Expecting ':' delimiter": "json-no-colon",
    "Expecting property name enclosed in double quotes": "json-no-name",
    "Illegal trailing comma": "json-no-name",
    "Extra data": "json-extra",
    "Unterminated string starting at": "json-end",
    "Invalid control character": "json-control",
    "Invalid \\": "json-escape",
}


def yaml_detail(message: str) -> str:
    """The key of what libyaml says; the words themselves, quoted, where they are not known."""
    return YAML.get(message, f'"{message}"')


def json_detail(message: str) -> str:
    """The key of what the JSON parser says, which may go on with what it found; the words, quoted, where not known."""
    return next((key for start, key in JSON.items() if message.startswith(start)), f'"{message}"')
