"""Writes a document the way of PDF 1.5: everything but its streams goes into one compressed stream.

ReportLab 5.1 writes every page, link and outline entry as plain text with a line of twenty bytes in a table of
contents: a sixth of such a report.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from struct import pack
from typing import Any

from reportlab.pdfbase import pdfdoc

_HEADER = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
_FREE, _PLAIN, _PACKED = 0, 1, 2


def written(document: Any) -> bytes:
    """The file; the document must be complete, its fonts added."""
    root, info = document.Reference(document.Catalog), document.Reference(document.info)
    loose: list[tuple[int, bytes]] = []
    file = bytearray(_HEADER)
    places: dict[int, tuple[int, int, int]] = {0: (_FREE, 0, 0xFFFF)}
    for number, told in _objects(document):
        if told.endswith(b"endstream\n"):
            places[number] = (_PLAIN, len(file), 0)
            file += b"%d 0 obj\n%bendobj\n" % (number, told)
        else:
            loose.append((number, told))
    packed = max(places | dict(loose)) + 1
    places |= {number: (_PACKED, packed, index) for index, (number, _) in enumerate(loose)}
    places[packed] = (_PLAIN, len(file), 0)
    file += _packed(packed, loose)
    places[packed + 1] = (_PLAIN, len(file), 0)
    own = b"<%b>" % document.signature.digest().hex().encode()
    known = b"/Root %b /Info %b /ID [%b%b]" % (root.format(document), info.format(document), own, own)
    return bytes(file + _index(places, known))


def _objects(document: Any) -> Iterator[tuple[int, bytes]]:
    """Every object with its number; objects may call for more objects while they are written."""
    number = 1
    while number in document.numberToId:
        yield number, _told(document, document.idToObject[document.numberToId[number]])
        number += 1


def _told(document: Any, thing: Any) -> bytes:
    if isinstance(thing, pdfdoc.PDFStream) and isinstance(thing.content, str):
        thing.content = thing.content.encode("latin-1")  # codes are bytes; ReportLab would make them UTF-8
    told: bytes = pdfdoc.format(thing, document, toplevel=1)
    return told


def _packed(number: int, loose: Sequence[tuple[int, bytes]]) -> bytes:
    """All those objects as one stream."""
    starts, at = [], 0
    for own, told in loose:
        starts.append(b"%d %d" % (own, at))
        at += len(told) + 1
    head = b" ".join(starts) + b"\n"
    body = head + b"\n".join(told for _, told in loose)
    return _stream(number, b"/Type /ObjStm /N %d /First %d" % (len(loose), len(head)), body)


def _index(places: dict[int, tuple[int, int, int]], known: bytes) -> bytes:
    """Where every object stands, and the end of the file."""
    number = max(places)
    rows = b"".join(pack(">BIH", *places.get(n, (_FREE, 0, 0))) for n in range(number + 1))
    head = b"/Type /XRef /Size %d /W [1 4 2] %b" % (number + 1, known)
    return b"%bstartxref\n%d\n%%%%EOF\n" % (_stream(number, head, rows), places[number][1])


def _stream(number: int, entries: bytes, content: bytes) -> bytes:
    data = zlib.compress(content, 9)
    head = b"%d 0 obj\n<< %b /Filter /FlateDecode /Length %d >>\nstream\n" % (number, entries, len(data))
    return head + data + b"\nendstream\nendobj\n"
