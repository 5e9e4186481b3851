"""The result of a diagnosis, as pages, as a PDF and as a workbook, for the browser that answered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import islice
from urllib.parse import quote

from flask import Blueprint, Response, abort, make_response, render_template, request
from markupsafe import Markup

from app.domain.ports import Imprint, StoredDiagnosis
from app.domain.presentation import Presentation
from app.domain.presenting import present
from app.web.access import token
from app.web.parts import parts
from app.web.result_places import PARTS, SINGLES, Place, address, address_of_conclusion, place_of_part, place_of_single
from app.web.result_summary import adds_most, findings_told, summaries
from app.web.words import JAPAN, language, moment, say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_ACTIONS = 3
CHANGING = ("findings", "organisation", "sourcing")
"""The parts that say what would change a conclusion."""

blueprint = Blueprint("result", __name__, url_prefix="/results")


@blueprint.get("/<diagnosis_id>")
def page(diagnosis_id: str) -> str:
    """What was concluded, what to do first, and the way to everything else."""
    stored = _stored_or_404(diagnosis_id)
    shown = _presentation(stored)
    first = list(islice(SINGLES["actions"](shown), FIRST_ACTIONS))
    return _render(
        "result.html",
        stored,
        shown,
        made=moment(stored.created_at),
        adding=adds_most(stored.diagnosis),
        first_actions=first,
        summaries=summaries(shown),
    )


@blueprint.get("/<diagnosis_id>/<part>")
def part(diagnosis_id: str, part: str) -> str:
    """A part of the result in full."""
    stored = _stored_or_404(diagnosis_id)
    if part not in PARTS:
        abort(404)
    shown = _presentation(stored, part in CHANGING)
    place = place_of_part(stored.id, part)
    name = f"result_{part.replace('-', '_')}.html"
    return _render(name, stored, shown, place, findings_told=findings_told(shown))


@blueprint.get("/<diagnosis_id>/<part>/<one>")
def single(diagnosis_id: str, part: str, one: str) -> str:
    """A finding, a task or an action with everything known about it."""
    stored = _stored_or_404(diagnosis_id)
    if part not in SINGLES:
        abort(404)
    shown = _presentation(stored, part in CHANGING)
    singles = SINGLES[part](shown)
    at = next((number for number, each in enumerate(singles) if each.id == one), None)
    if at is None:
        abort(404)
    place = place_of_single(stored.id, part, singles, at)
    return _render(f"result_{part}_one.html", stored, shown, place, one=singles[at])


@blueprint.get("/<diagnosis_id>/report.pdf")
def report(diagnosis_id: str) -> Response:
    """The report to keep and hand on."""
    stored = _stored_or_404(diagnosis_id)
    content = parts().reports.pdf(_presentation(stored), _imprint(stored))
    return _download(content, "application/pdf", _names("report", stored))


@blueprint.get("/<diagnosis_id>/workbook.xlsx")
def workbook(diagnosis_id: str) -> Response:
    """The workbook to go on working with."""
    stored = _stored_or_404(diagnosis_id)
    content = parts().reports.workbook(_presentation(stored, changing=False), _imprint(stored))
    return _download(content, XLSX, _names("workbook", stored))


def _names(kind: str, stored: StoredDiagnosis) -> dict[str, str]:
    """The names of a file, the plain one for what does not read the other; a confidential one is told apart."""
    mark = ".confidential" if _confidential() else ""
    plain, named = (say(f"web.result.{key}{mark}", day=_day(stored)) for key in (f"{kind}_file_plain", f"{kind}_file"))
    return {"filename": plain, "filename*": f"UTF-8''{quote(named)}"}


def _confidential() -> bool:
    """Whether the link asks for a file marked as confidential, with `confidential=1`."""
    return request.args.get("confidential") == "1"


def _imprint(stored: StoredDiagnosis) -> Imprint:
    """What a file says of itself."""
    return Imprint(stored.id, stored.created_at, _confidential())


def _day(stored: StoredDiagnosis) -> str:
    return f"{stored.created_at.astimezone(JAPAN):%Y%m%d}"


def _download(content: bytes, mimetype: str, names: Mapping[str, str]) -> Response:
    response = make_response(content)
    response.mimetype = mimetype
    response.headers.set("Content-Disposition", "attachment", **names)
    return response


def _stored_or_404(diagnosis_id: str) -> StoredDiagnosis:
    return parts().diagnose.result(token(), diagnosis_id) or abort(404)


def _presentation(stored: StoredDiagnosis, changing: bool = True) -> Presentation:
    """The diagnosis in words; what would change its conclusions is looked for only where the page says it."""
    library = parts().library
    made_with = library.definitions(stored.diagnosis)
    proposals = library.proposals(stored.diagnosis) if changing else ()
    return present(stored.diagnosis, made_with.questionnaire, made_with.pack, parts().wording, language(), proposals)


def _render(
    template: str, stored: StoredDiagnosis, shown: Presentation, place: Place | None = None, **words: object
) -> str:
    """A page of a result; its template finds the addresses of the others by `to`, and has drawings by their names."""
    to, why, drawing = partial(address, stored.id), partial(address_of_conclusion, stored.id), partial(_drawing, shown)
    return render_template(template, stored=stored, shown=shown, place=place, to=to, why=why, drawing=drawing, **words)


def _drawing(shown: Presentation, name: str) -> Markup:
    """A drawing as an element of the page; whoever draws it has escaped every text in it."""
    return Markup(parts().reports.drawing(name, shown))  # noqa: S704
