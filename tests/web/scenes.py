"""Every page of the site in every state it can be in, as a browser would get it: what axe and the scales look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, abort, request
from werkzeug.test import TestResponse

from app import create_app
from app.config import Settings
from app.domain.errors import Problem
from app.domain.ports import DatabaseUnavailable
from app.store.migrate import upgrade
from app.web.result_places import PARTS, SINGLES
from tests.support import load_case
from tests.web.conftest import KEY
from tests.web.diagnosed import diagnosed
from tests.web.pages import Page
from tests.web.visitor import Visitor

RICH = load_case("one-marketer-manufacturer")["answers"]
"""Every section answered, and a result with something in all of its parts."""

REQUIRED = load_case("only-the-four")["answers"]
MOST_HTML, MOST_STATIC = 60 * 1024, 40 * 1024
"""How many bytes the HTML of a page may have, and style sheets and scripts together."""

LONG_NAME = "KabushikigaishaNipporiSeikiManufacturingHoldingsInternational"
TROUBLE = "X-Trouble"
UNAVAILABLE = 503
TROUBLES = (400, 403, 404, 405, 409, 410, 413, 429, 500, 503)
AS_TYPED = (429, 500, 503)
"""Troubles in which a page of questions is shown as it was typed."""

WRONG = {
    "company_name": LONG_NAME * 4,
    "employees": "約2億",
    "industry": "x",
    "marketing_headcount": "-1",
    "department_age": "x",
    "annual_budget_manyen": "たくさん",
    "articles_per_month": "9" * 60,
    "task_ads": "x",
    "skilled_tasks": ["-", "ads"],
    "reproducibility": "x",
    "kpi_kind": "x",
    "mql_agreed": "x",
}
"""What no question takes."""

DEPTHS = {"full": "", "quick": "/quick"}


@dataclass(frozen=True)
class Scene:
    """A page in a state, in a language: the address it stands at, and what the site sends."""

    page: str
    state: str
    language: str
    path: str
    answer: TestResponse

    @property
    def name(self) -> str:
        """Which one it is."""
        return f"{self.page}, {self.state}, {self.language}"

    @property
    def is_in_error(self) -> bool:
        """Whether it tells of mistakes in what was typed."""
        return self.state == "in error"


def site(folder: Path) -> Flask:
    """The site without limits over a fresh database, which goes wrong where a request asks for it."""
    made = Settings(data_dir=folder, database_url=f"sqlite:///{folder / 'web.db'}", secret_key=KEY, limits="off")
    upgrade(made.database_url)
    app = create_app(made)
    app.testing = True

    @app.before_request
    def trouble() -> None:
        code = int(request.headers.get(TROUBLE, 0))
        if code == UNAVAILABLE:
            raise DatabaseUnavailable([Problem("database-unavailable", "the database", {"detail": "gone for a test"})])
        if code:
            abort(code)

    return app


class Stage:
    """One person's way through the site in one language; every method gives the scenes it passes."""

    def __init__(self, visitor: Visitor, language: str) -> None:
        self.visitor, self.language = visitor, language
        visitor.client.set_cookie("language", language)

    def get(self, page: str, state: str, path: str, status: int = 200) -> Scene:
        """The page at an address."""
        return self._scene(page, state, path, self.visitor.client.get(path), status)

    def post(
        self, page: str, state: str, path: str, fields: Mapping[str, object], status: int, trouble: int | None = None
    ) -> Scene:
        """The page a post is answered with."""
        headers = {TROUBLE: str(trouble)} if trouble else {}
        return self._scene(page, state, path, self.visitor.client.post(path, data=fields, headers=headers), status)

    def _scene(self, page: str, state: str, path: str, answer: TestResponse, status: int) -> Scene:
        assert answer.status_code == status, f"{page}, {state}: {answer.status_code}\n{answer.text[-2000:]}"
        return Scene(page, state, self.language, path, answer)

    def typed(self, path: str, typed: Mapping[str, object]) -> dict[str, object]:
        """What a browser posts from the page of a section after these were typed into its fields."""
        fields: dict[str, object] = {**Page(self.visitor.client.get(path).text).fields(path)}
        return fields | {name: value for name, value in typed.items() if name in self.asked(path)} | {"_go": "next"}

    def asked(self, path: str) -> list[str]:
        """The questions of a page."""
        return Page(self.visitor.client.get(path).text).asked()

    def sections(self) -> Iterator[tuple[str, str]]:
        """Name and address of the pages of questions, at both depths."""
        questionnaire = self.visitor.parts.library.current.questionnaire
        for depth, sections in (("full", questionnaire.sections), ("quick", questionnaire.quick_sections)):
            for section in sections:
                yield f"{depth} {section.id}", f"{DEPTHS[depth]}/sections/{section.id}"


def scenes(app: Flask, language: str) -> Iterator[Scene]:
    """Every page in every state, in one language."""
    for part in (_beginning, _answering, _clashing, _result, _coming_back, _own, _going_wrong):
        yield from part(app, language)


def _begun(app: Flask, language: str) -> Stage:
    stage = Stage(Visitor(app), language)
    stage.visitor.start()
    return stage


def _answered(app: Flask, language: str, answers: Mapping[str, object]) -> tuple[Stage, str]:
    visitor, address = diagnosed(app, answers, language)
    return Stage(visitor, language), address


def _beginning(app: Flask, language: str) -> Iterator[Scene]:
    nobody = Stage(Visitor(app), language)
    yield nobody.get("start", "empty", "/")
    yield nobody.get("privacy", "empty", "/privacy")
    yield nobody.get("glossary", "empty", "/glossary")
    yield nobody.post("start", "forged", "/start", {}, 400)
    begun = _begun(app, language)
    yield begun.get("start", "begun", "/")
    done, _ = _answered(app, language, RICH)
    yield done.get("start", "filled", "/")
    yield done.get("privacy", "filled", "/privacy")


def _answering(app: Flask, language: str) -> Iterator[Scene]:
    empty, mistaken = _begun(app, language), _begun(app, language)
    filled, _ = _answered(app, language, {**RICH, "company_name": LONG_NAME})
    for page, path in empty.sections():
        yield empty.get(page, "empty", path)
        yield mistaken.post(page, "in error", path, mistaken.typed(path, WRONG), 422)
        yield filled.get(page, "filled", path)
    revealed, _ = _answered(app, language, REQUIRED)
    yield revealed.get("full team", "revealed", "/sections/team?new=dedicated_headcount&new=decision_owner")
    yield revealed.get("full team", "to change", "/sections/team?change=decision_owner")
    yield filled.get("full review", "read back", "/review?read=annual_budget_manyen&read=employees")
    for depth, prefix in DEPTHS.items():
        token = {"_csrf": empty.visitor.token()}
        yield empty.get(f"{depth} review", "empty", f"{prefix}/review")
        yield empty.post(f"{depth} review", "in error", f"{prefix}/submit", token, 422)
        yield mistaken.get(f"{depth} review", "to mend", f"{prefix}/review")
        yield filled.get(f"{depth} review", "filled", f"{prefix}/review")


def _clashing(app: Flask, language: str) -> Iterator[Scene]:
    """What was typed could not be kept: another window came first, or something else went wrong."""
    stage, path = _begun(app, language), "/sections/company"
    fields = stage.typed(path, {"employees": "200", "company_name": "株式会社みほん", "industry": "other"})
    stage.visitor.parts.respond.save(stage.visitor.cookie, {"employees": 180, "industry": "trading"})
    yield stage.post("full company", "contested", path, fields, 409)
    yield stage.post("full company", "forged", path, {**fields, "_csrf": "x"}, 400)
    for code in AS_TYPED:
        yield stage.post("full company", f"not saved, {code}", path, fields, code, trouble=code)


def _result(app: Flask, language: str) -> Iterator[Scene]:
    for state, answers in (("filled", RICH), ("empty", REQUIRED)):
        stage, address = _answered(app, language, answers)
        yield stage.get("receipt", state, f"{address}/receipt")
        yield stage.get("result", state, address)
        for part in PARTS:
            yield stage.get(f"result {part}", state, f"{address}/{part}")
        if state == "filled":
            for part in SINGLES:
                links = [each["href"] for each in stage.visitor.get(f"{address}/{part}").all("a")]
                one = next(link for link in links if link.startswith(f"{address}/{part}/"))
                yield stage.get(f"result {part} one", state, one)


def _coming_back(app: Flask, language: str) -> Iterator[Scene]:
    stage = _begun(app, language)
    yield stage.get("resume", "empty", "/resume")
    stage.visitor.send("/resume", {"_csrf": stage.visitor.token()})
    yield stage.get("resume", "link shown", "/resume")
    yield stage.get("resume", "filled", "/resume")
    link = stage.visitor.parts.resume.make_link(stage.visitor.cookie)
    yield stage.get("resume landing", "filled", f"/resume/{link}")
    other, nobody = _begun(app, language), Stage(Visitor(app), language)
    yield nobody.get("resume landing", "empty", f"/resume/{link}")
    yield other.get("resume landing", "replaces", f"/resume/{link}")
    stage.visitor.parts.resume.revoke(stage.visitor.cookie, other_browsers=False)
    yield nobody.get("resume nowhere", "410", f"/resume/{link}", 410)
    yield nobody.get("resume nowhere", "404", "/resume/nothing", 404)


def _own(app: Flask, language: str) -> Iterator[Scene]:
    for state, make in _owners(app, language).items():
        stage = make()
        yield stage.get("data", state, "/data")
        yield stage.get("delete", state, "/data/delete")
    yield Stage(Visitor(app), language).get("deleted", "empty", "/data/deleted")


def _owners(app: Flask, language: str) -> Mapping[str, Callable[[], Stage]]:
    return {"empty": lambda: _begun(app, language), "filled": lambda: _answered(app, language, RICH)[0]}


def _going_wrong(app: Flask, language: str) -> Iterator[Scene]:
    stage = Stage(Visitor(app), language)
    for code in TROUBLES:
        answer = stage.visitor.client.get("/privacy", headers={TROUBLE: str(code)})
        assert answer.status_code == code
        yield Scene(f"error {code}", "empty", language, "/nowhere", answer)


def static_sizes(app: Flask) -> dict[str, int]:
    """The bytes of every style sheet and script."""
    folder = Path(app.static_folder or "")
    return {path.name: path.stat().st_size for path in sorted(folder.iterdir()) if path.suffix in (".css", ".js")}
