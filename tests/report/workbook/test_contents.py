"""The workbook holds the diagnosis whole, and forms to fill in."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from app.domain.presentation import SeatView
from tests.report import samples
from tests.report.workbook.opened import SHEETS, book, english, made, read, rows, sheet, texts

NAMES = (
    "one-marketer-manufacturer",
    "twenty-five-advanced",
    "only-the-four",
    "everything-bad",
    "nobody",
    "four-hundred",
)
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
TODAY = datetime(2026, 11, 21)  # noqa: DTZ001 (in Japan; cells have no zone)

every_sample = pytest.mark.parametrize("name", NAMES)


def test_there_are_eight_sheets_each_with_a_title_and_how_it_is_used() -> None:
    found = book("tight-budget")
    assert len(found.worksheets) == len(SHEETS)
    for key, worksheet in zip(SHEETS, found.worksheets, strict=True):
        assert worksheet.title == samples.wording().say(f"sheets.name.{key}", "ja")
        assert [worksheet[place].value for place in ("A1", "A2")] == [
            samples.wording().say(f"sheets.{key}.{part}", "ja") for part in ("title", "use")
        ]


@every_sample
def test_every_action_stands_in_the_plan_with_everything_about_it(name: str) -> None:
    planned = [(horizon, action) for horizon in samples.sample(name).horizons for action in horizon.actions]
    found = rows(sheet(book(name), "plan"), 6, 11)
    numbers = {action.id: number for number, (_, action) in enumerate(planned, 1)}
    assert [(row[0], row[1], row[2], row[5], row[7], row[8]) for row in found] == [
        (numbers[action.id], horizon.title, action.title, action.owner, action.artifact, action.done)
        for horizon, action in planned
    ]
    told = ["、".join(str(numbers[id_]) for id_ in action.after_ids) or None for _, action in planned]
    assert [row[9] for row in found] == told
    assert {row[10] for row in found} == {"未着手"}
    assert {row[6] for row in found} == {None}


@every_sample
def test_every_task_stands_in_the_division_of_work(name: str) -> None:
    presentation = samples.sample(name)
    expected = [
        (
            *(task.group, task.title, task.decision, task.current or "未回答", task.execution.title),
            *(task.advice.title, task.transition.title if task.transition else "－", task.decides, None),
        )
        for task in presentation.tasks
    ]
    assert rows(sheet(book(name), "sourcing"), 4, 9) == expected
    assert len(expected) == 14


@every_sample
def test_every_decision_has_one_accountable_and_every_seat_a_place_for_a_name(name: str) -> None:
    presentation, rights = samples.sample(name), sheet(book(name), "rights")
    found = rows(rights, 4, 6)
    assert [(row[0], row[1], row[2], row[4], row[5]) for row in found] == [
        (each.title, each.person, each.hat, each.figure, each.rhythm) for each in presentation.handout.decisions
    ]
    top = 4 + len(found) + 3
    assert [(row[0], row[1], row[4]) for row in rows(rights, top, 8)] == [
        (seat.head, sits(seat), "、".join(hat.title for hat in seat.hats)) for seat in presentation.seats
    ]
    assert {row[1] for row in found} <= {row[0] for row in rows(rights, top, 8)}


def sits(seat: SeatView) -> str | int:
    """Who sits in a seat, of which the table names the one who answers for it."""
    return f"{seat.title}（長を含めて{seat.count}名）" if seat.kind == "team" else seat.count


def test_the_table_of_names_asks_for_one_name_of_each_team_that_of_its_head() -> None:
    rights = sheet(book("four-hundred"), "rights")
    top = 4 + len(samples.sample("four-hundred").handout.decisions) + 2
    assert [rights.cell(top, column).value for column in (1, 2, 4)] == ["受け持つ人", "チームと人数", "氏名"]
    assert [rights.cell(top + 2, column).value for column in (1, 4)] == ["獲得チームの長", None]
    assert sheet(book("tight-budget"), "rights").cell(top, 2).value == "人数"


@every_sample
def test_whoever_is_accountable_can_be_chosen_and_their_name_is_found(name: str) -> None:
    rights, number = sheet(book(name), "rights"), len(samples.sample(name).handout.decisions)
    top = 4 + number + 3
    bottom = top + len(samples.sample(name).seats) - 1
    people, names = (f"${at}${top}" + f":${at}${bottom}" * (bottom > top) for at in "AD")
    lists = {str(each.sqref): each.formula1 for each in rights.data_validations.dataValidation}
    assert lists[f"B4:B{3 + number}"] == people
    assert rights["D4"].value == f'=IFERROR(INDEX({names},MATCH(B4,{people},0))&"","")'
    assert rights["B4"].value in [rights.cell(row, 1).value for row in range(top, bottom + 1)]


def test_a_name_is_looked_up_by_who_is_accountable() -> None:
    rights = sheet(book("tight-budget"), "rights")
    assert rights["D4"].value == '=IFERROR(INDEX($D$15:$D$18,MATCH(B4,$A$15:$A$18,0))&"","")'
    assert [rights[f"A{row}"].value for row in range(15, 19)] == ["担当者1", "担当者2", "担当者3", "担当者4"]


@every_sample
def test_results_stand_above_the_rates_between_them_and_the_measures_below(name: str) -> None:
    handout = samples.sample(name).handout
    kpi = sheet(book(name), "kpi")
    found = [(kpi.cell(row, 2).value, kpi.cell(row, 3).value) for row in range(6, 6 + 5 + len(handout.measures))]
    assert found == [
        *((figure.title, figure.unit) for figure in handout.results),
        ("MQLのうち、SQLになった割合", "%"),
        ("SQLのうち、受注になった割合", "%"),
        *((figure.title, figure.unit) for figure in handout.measures),
    ]
    labels = [kpi.cell(row, 1).value for row in range(6, 12)]
    assert labels == ["成果", None, None, "割合", None, "施策"]


def test_the_months_follow_from_the_first_one() -> None:
    kpi = sheet(book("tight-budget"), "kpi")
    assert kpi["B3"].value == TODAY.replace(day=1)
    assert [kpi.cell(5, column).value for column in range(6, 18)] == [f"=EDATE($B$3,{n})" for n in range(12)]


@every_sample
def test_every_answer_stands_beside_its_question(name: str) -> None:
    worksheet = sheet(book(name), "answers")
    found = {
        (row[at], row[at + 1])
        for row in worksheet.iter_rows(min_row=4, values_only=True)
        for at in (0, 3, 6)
        if row[at]
    }
    sections = samples.sample(name).answers
    assert found == {(told.label, told.value) for section in sections for told in section.answers} | {
        (section.title, None) for section in sections
    }


def test_the_agreement_gives_the_meanings_room_for_three_wordings_and_both_signatures() -> None:
    presentation, found = samples.sample("tight-budget"), texts(book("tight-budget"))
    assert {term.meaning for term in presentation.glossary if term.id in ("mql", "sql")} < found
    said = {cell.value for row in sheet(book("tight-budget"), "agreement").iter_rows() for cell in row}
    assert {
        "マーケティングの言葉",
        "営業の言葉",
        "合意した言葉",
        "動くまでの時間",
        "営業に渡さないリード",
        "署名",
    } <= said


def test_minutes_and_log_have_their_fields() -> None:
    minutes = {cell.value for row in sheet(book("tight-budget"), "minutes").iter_rows() for cell in row}
    assert {"1　数値で確かめた事実", "2　判断したこと", "3　次に誰が何をするか", "出席者", "担当者", "期日"} <= minutes
    log = [cell.value for cell in sheet(book("tight-budget"), "log")[3]]
    assert log[:7] == [
        "日付",
        "どの判断か",
        "決めたこと",
        "もとにした指標",
        "そのときの値",
        "決めた人",
        "そう決めた理由",
    ]


@pytest.mark.parametrize("name", ["two-people-who-buy-nothing", "forty-without-foundations"])
def test_the_english_workbook_holds_no_japanese(name: str) -> None:
    found = read(made(english(name)))
    said = texts(found) | set(found.sheetnames) | {str(found.properties.title), str(found.properties.subject)}
    assert {text for text in said if JAPANESE.search(text)} == set()
    assert {action.title for horizon in english(name).horizons for action in horizon.actions} < said
    validations = [each for ws in found.worksheets for each in ws.data_validations.dataValidation]
    assert [each for each in validations if JAPANESE.search(f"{each.error}{each.errorTitle}")] == []
