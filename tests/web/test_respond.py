"""From the start page to the result: conditional questions, resuming, checking, submitting."""

from collections.abc import Callable

from tests.web.pages import Page
from tests.web.visitor import REQUIRED_TEAM, Visitor

REVEALED = ["dedicated_headcount", "execution_delegated", "everyone_does_everything", "inexperienced_decides"]


def test_the_start_page_leads_to_the_first_section(visitor: Visitor) -> None:
    page = visitor.get("/")
    assert page.one("h1").text == "BtoBマーケティング体制診断"
    page = visitor.start()
    assert page.one("h1").text == "会社について"
    assert page.title == "会社について（6ページ中1ページ目）｜Shikumi"
    assert (page.one("progress")["value"], page.one("progress")["max"]) == ("0", "6")


def test_every_step_is_saved_and_leads_to_the_next(visitor: Visitor) -> None:
    visitor.start()
    seen = []
    for section in ("company", "team", "budget", "tasks", "operation", "checklist"):
        page = visitor.save(section, {})
        seen.append(page.one("h1").text)
    assert seen == ["人と役割", "予算", "業務の分担", "運用と成果", "チェックリスト", "回答の確認"]


def test_back_and_to_the_list_save_too(visitor: Visitor) -> None:
    visitor.start()
    assert visitor.fill("company", {"employees": "10"}, go="back").headers["Location"] == "/"
    assert visitor.fill("team", {"decision_owner": "head"}, go="back").headers["Location"] == "/sections/company"
    assert visitor.fill("tasks", {"task_ads": "mixed"}, go="list").headers["Location"] == "/review"
    assert visitor.fill("tasks", {"task_abm": "mixed"}, go="nonsense").headers["Location"] == "/review"
    assert visitor.response.answers == {
        "employees": 10,
        "decision_owner": "head",
        "task_ads": "mixed",
        "task_abm": "mixed",
    }


def test_an_answer_that_reveals_questions_shows_the_page_again(visitor: Visitor) -> None:
    visitor.start()
    assert "dedicated_headcount" not in visitor.get("/sections/team").asked()
    page = visitor.save("team", REQUIRED_TEAM)
    assert page.one("h1").text == "人と役割"
    assert "次の質問が4問加わりました" in page.text
    assert [e["href"] for e in page.one("div", "notice").all_links()] == [f"#question-{id_}" for id_ in REVEALED]
    assert [e["id"] for e in page.all("div", "new")] == [f"question-{id_}" for id_ in REVEALED]
    assert page.asked().index("dedicated_headcount") == page.asked().index("marketing_headcount") + 1
    assert visitor.save("team", {"dedicated_headcount": "2"}).one("h1").text == "予算"


def test_questions_revealed_beside_a_mistake_come_with_it(visitor: Visitor) -> None:
    visitor.start()
    page = Page(visitor.fill("budget", {"annual_budget_manyen": "900", "articles_per_month": "多数"}).text)
    assert page.complaint("articles_per_month")
    assert [e["id"] for e in page.all("div", "new")] == ["question-media_spend_manyen"]


def test_hidden_questions_are_not_asked_and_keep_their_answers(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("team", {"marketing_headcount": "4"})
    visitor.save("team", {"execution_delegated": "partial", "dedicated_headcount": "3"})
    page = visitor.save("team", {"marketing_headcount": "0"})
    assert page.one("h1").text == "予算"
    assert not set(REVEALED) & set(visitor.get("/sections/team").asked())
    assert visitor.response.answers["execution_delegated"] == "partial"
    page = visitor.save("team", {"marketing_headcount": "4"})
    assert "checked" in page.one(id="q-execution_delegated-partial").attrs
    assert page.one("input", name="dedicated_headcount")["value"] == "3"


def test_an_answer_hidden_and_above_its_ceiling_stands_in_nobodys_way(visitor: Visitor) -> None:
    visitor.answer_required()
    visitor.save("team", {"dedicated_headcount": "6"})
    visitor.save("team", {"marketing_headcount": "0"})
    assert visitor.stored(visitor.submit()).diagnosis.answers["dedicated_headcount"] is None


def test_resuming_in_the_same_browser(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("company", {"employees": "180", "company_name": "株式会社みほん"})
    page = visitor.get("/")
    assert "途中まで回答した診断があります" in page.text
    assert "2問に回答されています" in page.text
    page = visitor.start()
    assert page.one("h1").text == "人と役割"
    assert visitor.get("/sections/company").one("input", name="company_name")["value"] == "株式会社みほん"


def test_starting_afresh_leaves_the_earlier_answers(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("company", {"employees": "180"})
    earlier = visitor.cookie
    visitor.send("/start", {"_csrf": visitor.token(), "_fresh": "1"})
    assert visitor.cookie != earlier
    assert visitor.response.answers == {}


def test_the_review_tells_what_is_required_and_where(visitor: Visitor) -> None:
    visitor.start()
    page = visitor.get("/review")
    assert "必須の質問があと4問あります" in page.text
    assert page.all("form", action="/submit") == []
    assert [e["href"] for e in page.one("section", "resume").all_links()] == [
        "/sections/company?change=employees#question-employees",
        "/sections/team?change=marketing_headcount#question-marketing_headcount",
        "/sections/team?change=department_age#question-department_age",
        "/sections/team?change=decision_owner#question-decision_owner",
    ]
    states = [e.text for e in page.all("span", "state")]
    assert states == ["未着手"] * 6
    visitor.save("team", {"department_age": "none"})
    states = [e.text for e in visitor.get("/review").all("span", "state")]
    assert states[1] == "必須の質問が2問未回答"


def test_the_review_shows_every_answer_in_words(visitor: Visitor) -> None:
    visitor.answer_required()
    page = visitor.get("/review")
    rows = {e.children[0].text: e.children[1].text for e in page.all("div") if e.parent and "rows" in e.parent.classes}
    assert rows["社員数"] == "180名"
    assert rows["方針を決める人"] == "マーケティングの責任者"
    assert rows["会社名"] == "未回答"
    assert "診断できます" in page.text


def test_submitting_too_early_says_what_is_missing(visitor: Visitor) -> None:
    visitor.start()
    answer = visitor.send("/submit", {"_csrf": visitor.token()})
    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.title.startswith("エラー：")
    assert len(page.one("div", "errors").all_links()) == 4
    assert "社員数：この質問には必ず答えてください。" in page.text


def test_submitting_twice_gives_the_same_result(visitor: Visitor) -> None:
    visitor.answer_required()
    assert visitor.submit() == visitor.submit()


def test_more_answers_give_another_result_and_the_first_stays(visitor: Visitor) -> None:
    visitor.answer_required()
    first = visitor.submit()
    visitor.save("checklist", {"mql_agreed": "yes"})
    second = visitor.submit()
    assert first != second
    assert visitor.get(first).one("h1")
    assert visitor.get("/").one("a", href=second)


def test_without_a_response_the_pages_lead_to_the_start(visitor: Visitor) -> None:
    for address in ("/sections/company", "/review", "/sections/nowhere"):
        page = visitor.get(address)
        assert page.one("h1").text == "BtoBマーケティング体制診断"
        assert "途中まで回答した診断が見つかりません" in page.text


def test_whoever_lost_the_cookie_while_typing_loses_nothing(visitor: Visitor) -> None:
    visitor.start()
    fields = visitor.get("/sections/company").fields("/sections/company")
    visitor.client.delete_cookie("shikumi")
    answer = visitor.send("/sections/company", {**fields, "employees": "180"})
    assert answer.status_code == 303
    assert "新しい回答として保存を始めました" in visitor.get(answer.headers["Location"]).text
    assert visitor.response.answers == {"employees": 180}


def test_whoever_lost_all_cookies_is_told_at_once_that_it_is_not_saved_and_what_the_button_will_do(
    visitor: Visitor,
) -> None:
    visitor.start()
    fields = visitor.get("/sections/company").fields("/sections/company") | {"employees": "１８０"}
    for name in ("shikumi", "session"):
        visitor.client.delete_cookie(name)
    answer = visitor.send("/sections/company", fields)
    page = Page(answer.text)
    assert answer.status_code == 400
    (notice,) = page.all("p", "notice")
    assert "まだ保存していません" in notice.text
    assert "新しい回答として保存を始めます" in notice.text
    assert page.one("input", name="employees")["value"] == "１８０"
    answer = visitor.send("/sections/company", page.fields("/sections/company"))
    assert "新しい回答として保存を始めました" in visitor.get(answer.headers["Location"]).text
    assert visitor.response.answers == {"employees": 180}
    page = Page(visitor.send("/sections/company", {**fields, "_csrf": "forged"}).text)
    assert "新しい回答として" not in page.one("p", "notice").text  # for these answers are there


def test_two_browsers_have_two_responses(new_visitor: Callable[[], Visitor]) -> None:
    one, other = new_visitor(), new_visitor()
    one.start()
    other.start()
    one.save("company", {"employees": "180"})
    assert other.response.answers == {}
    assert one.cookie != other.cookie
