"""The agreement on MQL and SQL: wordings, response times, what is not handed over, signatures."""

from __future__ import annotations

from app.domain.presentation import TermView
from app.report.workbook.sheet import Area, Edges, Sheet

WIDTHS = (20, 42, 17, 20, 40, 40)
LAST = len(WIDTHS) - 1
HEAD = 1
TERMS = ("mql", "sql")
"""What is agreed on, as the glossary calls it."""
TERM_HEIGHT, SIGNED_HEIGHT, PROMISE_HEIGHT = 74.0, 34.0, 24.0
PROMISES = (("of_sales", "contact"), ("of_sales", "answer"), ("of_marketing", "again"))
UNITS = ("agreement.hours", "agreement.days", "agreement.weeks")
NOT_HANDED = 4
INSTEAD = ("agreement.instead.nurture", "agreement.instead.keep", "agreement.instead.nothing")

Heads = tuple[tuple[str, int, int], ...]


def write(sheet: Sheet, glossary: tuple[TermView, ...], names: str, edges: Edges) -> None:
    """Writes the sheet; `names` are the people that can be chosen, as formulas call them."""
    sheet.columns(WIDTHS)
    sheet.opening("agreement")
    row = _terms(sheet, 2, glossary)
    row = _promises(sheet, row)
    row = _not_handed(sheet, row)
    row = _signatures(sheet, row, names)
    sheet.finish(row - 1, HEAD, edges)


def _heads(sheet: Sheet, row: int, heads: Heads) -> int:
    for key, left, right in heads:
        sheet.across(row, left, right, sheet.say(f"agreement.{key}"), "head")
    sheet.height(row, 22)
    return row + 1


def _part(sheet: Sheet, row: int, key: str, heads: Heads) -> int:
    """A part's heading and the heads of its columns; gives the row below."""
    sheet.across(row, 0, LAST, sheet.say(f"agreement.{key}"), "part")
    sheet.height(row, 26)
    return _heads(sheet, row + 1, heads)


def _terms(sheet: Sheet, row: int, glossary: tuple[TermView, ...]) -> int:
    heads = (("word", 0, 0), ("meaning", 1, 1), ("marketing", 2, 3), ("sales", 4, 4), ("agreed", 5, LAST))
    top = _heads(sheet, row, heads)
    known = {term.id: term for term in glossary}
    terms = [known[id_] for id_ in TERMS if id_ in known]
    for number, term in enumerate(terms, start=top):
        sheet.put(number, 0, "\n".join(filter(None, (term.term, term.reading))), "label")
        sheet.put(number, 1, term.meaning, "quiet")
        for left, right in ((2, 3), (4, 4), (5, LAST)):
            sheet.across(number, left, right, None, "fill")
        sheet.height(number, max(TERM_HEIGHT, sheet.text_height(term.meaning, 1, 1)))
    return top + len(terms)


def _promises(sheet: Sheet, row: int) -> int:
    """Who answers how soon."""
    heads = (("who", 0, 0), ("what", 1, 1), ("within", 2, 2), ("unit", 3, 3), ("otherwise", 4, LAST))
    top = _part(sheet, row, "times", heads)
    for number, (who, what) in enumerate(PROMISES, start=top):
        promise = sheet.say(f"agreement.{what}")
        sheet.put(number, 0, sheet.say(f"agreement.{who}"), "label")
        sheet.put(number, 1, promise, "text")
        sheet.put(number, 2, None, "fill_number")
        sheet.put(number, 3, None, "fill")
        sheet.across(number, 4, LAST, None, "fill")
        sheet.height(number, max(PROMISE_HEIGHT, sheet.text_height(promise, 1, 1)))
    last = top + len(PROMISES) - 1
    sheet.only_amounts(Area(top, 2, last, 2))
    sheet.choose(Area(top, 3, last, 3), UNITS)
    return last + 1


def _not_handed(sheet: Sheet, row: int) -> int:
    top = _part(sheet, row, "not_handed", (("which", 0, 2), ("sign", 3, 4), ("instead", 5, LAST)))
    for number in range(top, top + NOT_HANDED):
        for left, right in ((0, 2), (3, 4), (5, LAST)):
            sheet.across(number, left, right, None, "fill")
        sheet.height(number, PROMISE_HEIGHT)
    sheet.choose(Area(top, LAST, top + NOT_HANDED - 1, LAST), INSTEAD)
    return top + NOT_HANDED


def _signatures(sheet: Sheet, row: int, names: str) -> int:
    heads = (("department", 0, 0), ("head", 1, 1), ("date", 2, 2), ("review", 3, 3), ("signature", 4, LAST))
    top = _part(sheet, row, "signed", heads)
    for number, key in enumerate(("of_marketing", "of_sales"), start=top):
        sheet.put(number, 0, sheet.say(f"agreement.{key}"), "label")
        sheet.put(number, 1, None, "fill")
        for column in (2, 3):
            sheet.put(number, column, None, "fill_date")
        sheet.across(number, 4, LAST, None, "fill")
        sheet.height(number, SIGNED_HEIGHT)
    sheet.only_dates(Area(top, 2, top + 1, 3))
    sheet.suggest(Area(top, 1, top, 1), names)
    return top + 2
