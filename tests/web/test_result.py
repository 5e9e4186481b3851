"""The result: for the browser that answered, with reasons and sources, as a page, as a PDF and as a workbook."""

import io
from collections.abc import Callable
from urllib.parse import unquote

import openpyxl
import pypdf
import pytest
from flask import Flask

from app.domain.japan import JAPAN
from tests.support import load_case
from tests.web.diagnosed import diagnosed
from tests.web.pages import faults
from tests.web.visitor import Visitor

HOSTILE = '<script>alert("x")</script> & \'"></title><b>{{ 7*7 }}{% if %}'


@pytest.fixture
def address(visitor: Visitor) -> str:
    visitor.answer_required()
    visitor.save("checklist", {"mql_agreed": "no", "duties_documented": "yes"})
    return visitor.submit()


def test_it_reads_from_the_top(visitor: Visitor, address: str) -> None:
    page = visitor.get(address)
    assert [e["id"] for e in page.all("h2")] == ["model", "phase", "first", "sure", "parts"]
    assert page.one(id="model").text.strip() == "組織モデル中規模モデル"
    assert len(page.one("section", "first").children[1].children) == 3
    (tag,) = page.one("p", "sure-tag").all_links()
    assert (tag.text, tag["href"]) == ("回答のそろい具合：6%", "#sure")


def test_the_answers_given_are_told_apart_from_those_nobody_gave(visitor: Visitor, address: str) -> None:
    rows = {row.children[0].text: row.children[1].text for row in visitor.get(f"{address}/answers").all("div")
            if row.parent and row.parent.tag == "dl"}  # fmt: skip
    assert rows["業務と権限の文書があり、使われている"] == "はい"
    assert rows["年間売上高"] == "未回答（「答えない」として診断）"
    visitor.save("company", {"annual_revenue": "undisclosed"})
    again = visitor.submit()
    assert again != address  # though the rules see the same
    assert visitor.stored(again).diagnosis == visitor.stored(address).diagnosis
    assert "「答えない」とみなして" not in visitor.get(f"{again}/answers").text


def test_what_could_change_most_is_not_said_to_make_the_result_complete(visitor: Visitor, address: str) -> None:
    text = visitor.get(address).one("section", "sure").text
    assert "いま結論がいちばん変わりうるのは、「" in text
    assert "いちばん確か" not in text


def test_every_conclusion_comes_with_its_reason(visitor: Visitor, address: str) -> None:
    outcome = visitor.stored(address).diagnosis.outcome
    wanted = {
        "/actions": len(outcome.actions),
        "": 2,  # model and phase
        "/organisation": 4,
        "/checklist-and-budget": 2,
        "/findings": len(outcome.findings),
        "/sourcing": len(outcome.sourcing),
        "/sources": len(outcome.benchmarks),
    }
    for part, count in wanted.items():
        reasons = visitor.get(address + part).all("details", "reason")
        assert len(reasons) == count, part
        assert all(len(reason.text.split()) > 1 for reason in reasons), part


def test_every_finding_task_and_action_tells_all_of_its_reason(visitor: Visitor, address: str) -> None:
    outcome = visitor.stored(address).diagnosis.outcome
    paths = [
        *(f"/findings/{each.id}" for each in outcome.findings),
        *(f"/sourcing/{task}" for task in outcome.sourcing),
        *(f"/actions/{each.id}" for each in outcome.actions),
    ]
    for path in paths:
        page = visitor.get(address + path)
        assert "そう考える理由" in page.text
        assert "出典：" in page.text


def test_reasons_open_down_to_the_answers(app: Flask) -> None:
    visitor, address = diagnosed(app, load_case("three-people-at-the-agencys-mercy")["answers"])
    led_to = {
        "/organisation": (
            "土台の6項目のうち「はい」の数",
            "MQLの定義を両部門が承認している",
            "営業との定例の打ち合わせがある",
        ),
        "/checklist-and-budget": ("媒体費を除く月あたりの予算", "年間のマーケティング予算"),
        "/actions/reclaim_decisions": ("方針を決める人", "外部の会社が判断も担っている"),
        "/sourcing/content": ("いまの段階", "成果の理由を説明し、再現できる"),
    }
    for part, words in led_to.items():
        below = " ".join(e.text for e in visitor.get(address + part).all("dd", "below"))
        assert [word for word in words[1:] if word not in below] == [], part
        assert words[0] in visitor.get(address + part).text


def test_every_task_has_a_row_with_named_cells(visitor: Visitor, address: str) -> None:
    page = visitor.get(f"{address}/sourcing")
    rows = page.all("tr", "task")
    assert len(rows) == 14
    for row in rows:
        assert [e.tag for e in row.children] == ["th", "td", "td", "td", "td", "td"]
        assert [e["data-label"] for e in row.children[1:]] == [
            e.text for e in page.all("th", scope="col") if e.text != "業務"
        ]


def test_another_browser_sees_nothing(visitor: Visitor, address: str, new_visitor: Callable[[], Visitor]) -> None:
    stranger, other = new_visitor(), new_visitor()
    other.answer_required()
    other.submit()
    for one in (stranger, other):
        for path in (address, f"{address}/report.pdf", f"{address}/workbook.xlsx"):
            page = one.get(path, 404)
            assert page.one("h1").text == "ページが見つかりません"


@pytest.mark.parametrize("id_", ["nothing", "x" * 500, "%00", "あ", "..%2f"])
def test_a_result_that_is_not_there(visitor: Visitor, address: str, id_: str) -> None:
    visitor.get(f"/results/{id_}", 404)


def test_files_come_marked_as_confidential_to_who_asks_for_it(visitor: Visitor, address: str) -> None:
    page = visitor.get(address)
    for name in ("report.pdf", "workbook.xlsx"):
        link = page.one("a", href=f"{address}/{name}?confidential=1")
        assert "社外秘" in link.text
        marked, plain = (visitor.client.get(to).data for to in (link["href"], f"{address}/{name}"))
        assert marked != plain == visitor.client.get(f"{address}/{name}?confidential=maybe").data
        assert "%E7%A4%BE%E5%A4%96%E7%A7%98" in visitor.client.get(link["href"]).headers["Content-Disposition"]
        assert "-confidential." in visitor.client.get(link["href"]).headers["Content-Disposition"]
    marked = visitor.client.get(f"{address}/report.pdf?confidential=1").data
    assert all("社外秘" in each.extract_text() for each in pypdf.PdfReader(io.BytesIO(marked)).pages)


def test_the_pdf(visitor: Visitor, address: str) -> None:
    link = visitor.get(address).all("a", "primary")[0]["href"]
    answer = visitor.client.get(link)
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=shikumi-")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("language", "name", "first"),
    [
        ("ja", "マーケティング体制の実行シート-{day}.xlsx", "KPIシート"),
        ("en", "marketing-workbook-{day}.xlsx", "KPI one-sheet"),
    ],
)
def test_the_workbook(visitor: Visitor, address: str, language: str, name: str, first: str) -> None:
    visitor.client.set_cookie("language", language)
    words = visitor.parts.wording.say("web.result.workbook", language)
    links = [link["href"] for link in visitor.get(address).all("a", "button") if link.text == words]
    assert links == [f"{address}/workbook.xlsx"] * 2
    answer = visitor.client.get(links[0])
    assert answer.status_code == 200
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer.headers["Cache-Control"] == "no-store"
    day = f"{visitor.stored(address).created_at.astimezone(JAPAN):%Y%m%d}"
    kind, plain, extended = (part.strip() for part in answer.headers["Content-Disposition"].split(";"))
    assert (kind, plain) == ("attachment", f"filename=shikumi-{day}.xlsx")
    assert extended.startswith("filename*=UTF-8''")
    assert unquote(extended.removeprefix("filename*=UTF-8''")) == name.format(day=day)
    assert extended.isascii()
    assert openpyxl.load_workbook(io.BytesIO(answer.data)).sheetnames[0] == first


def test_the_workbook_is_the_same_each_time(visitor: Visitor, address: str) -> None:
    first, second = (visitor.client.get(f"{address}/workbook.xlsx").data for _ in range(2))
    assert first == second


def test_markup_in_a_name_is_only_text(visitor: Visitor, address: str) -> None:
    visitor.save("company", {"company_name": HOSTILE})
    for path in ("/sections/company", "/review", visitor.submit()):
        page = visitor.get(path)
        assert [script for script in page.all("script") if "src" not in script.attrs or script.text] == []
        assert page.all("b") == []
        assert faults(page) == []
        assert "49" not in page.text or path != "/sections/company"
    assert HOSTILE in page.one("h1").text
    assert visitor.get("/sections/company").one("input", name="company_name")["value"] == HOSTILE
