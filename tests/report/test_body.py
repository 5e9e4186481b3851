"""The pages of the body: each says one thing on one page, and only where there is something to say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache

import pytest

from app.domain.presentation import Presentation
from app.report import DiagnosisReports
from app.report.pdf import styles
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.stack import height
from app.report.pdf.story.chapters import body
from app.report.pdf.story.page import Page, room_below
from app.report.text import fonts
from tests.report import samples
from tests.report.reading import pages, reader, shown, smallest_letters, squashed, stretches

LANGUAGES = ("ja", "en")
LOOKED_AT = (*samples.CASE_NAMES, *samples.EXTREMES, "everything-bad", samples.ALL_UNKNOWN)
PRINTED = ("one-marketer-manufacturer", "nobody-yet", "twenty-five-advanced", "everything-bad")
ALWAYS = {"summary", "organisation", "division", "roadmap", "meeting"}
FEWEST, MOST = 6, 8  # the cover counted
LEAST_LETTERS = 6.5
ROUNDING = 0.05
TWO_LINES = 2 * styles.HEADLINE.leading
every_sample = pytest.mark.parametrize("name", LOOKED_AT)
every_print = pytest.mark.parametrize(("name", "language"), [(n, lang) for n in PRINTED for lang in LANGUAGES])


@lru_cache(128)
def told(name: str, language: str) -> dict[str, Page]:
    """The pages of the body by key."""
    fonts.register()
    manuscript = Manuscript(samples.sample(name, language), samples.wording(), samples.IMPRINT)
    return {page.key: page for page in body(manuscript)}


def page_text(name: str, language: str, key: str) -> str:
    """What is printed on a page of the body, squashed."""
    number = 1 + list(told(name, language)).index(key)
    return squashed(pages(samples.pdf(name, language))[number])


def said(key: str, language: str, **params: object) -> str:
    """Fixed words as they are printed."""
    return shown(samples.wording().say(f"report.{key}", language, **params))


@every_sample
def test_six_to_eight_pages_and_those_without_contents_are_left_out(name: str) -> None:
    p = samples.sample(name)
    handout = p.handout
    sales = any(each.finding for each in handout.breakdowns) or any(step.action for step in handout.steps)
    sometimes = {"standing": p.checklist.percent is not None, "sales": sales}
    expected = ALWAYS | {key for key, is_there in sometimes.items() if is_there}
    for language in LANGUAGES:
        found = told(name, language)
        assert set(found) == expected
        assert FEWEST <= 1 + len(found) <= MOST


@every_sample
def test_every_page_fits_one_page(name: str) -> None:
    for language in LANGUAGES:
        for page in told(name, language).values():
            room = room_below(page.headline)
            assert height(tuple(page.contents), styles.MEASURE, room) <= room + 1, page.key


@every_print
def test_the_outline_leads_through_the_body_page_by_page(name: str, language: str) -> None:
    found = reader(samples.pdf(name, language))
    entries = [entry for entry in found.outline if not isinstance(entry, list)]
    body_ = list(told(name, language).values())
    assert [str(entry["/Title"]) for entry in entries[: len(body_)]] == [page.label for page in body_]
    at = [found.get_destination_page_number(entry) for entry in entries[: len(body_) + 1]]
    assert at == list(range(1, len(body_) + 2))


@every_sample
def test_a_headline_is_a_sentence_with_this_companys_conclusion(name: str) -> None:
    for language, stop in (("ja", "。"), ("en", ".")):
        p, found = samples.sample(name, language), told(name, language)
        for page in found.values():
            assert page.headline.endswith(stop)
            assert room_below(page.headline) >= styles.COLUMN_HEIGHT - styles.KICKER.leading - TWO_LINES - 20
            assert "{" not in page.headline
        for key, words in conclusions(p).items():
            if key in found:
                assert all(word in found[key].headline for word in words), found[key].headline


def conclusions(p: Presentation) -> dict[str, list[str]]:
    """What the headline of each page must contain."""
    ways = Counter(task.execution.value for task in p.tasks)
    first = [action.title for horizon in p.horizons if horizon.days for action in horizon.actions]
    axes = {axis.percent: axis.title for axis in p.checklist.axes if axis.percent is not None}
    apart = sum(breakdown.finding is not None for breakdown in p.handout.breakdowns)
    alike = len(axes) < 2
    most = max((len(seat.hats) for seat in p.seats if seat.overloaded), default=None)
    return {
        "summary": [p.model.title, p.phase.verdict.title, *(action.title for action in p.horizons[0].actions[:1])],
        "standing": [str(p.checklist.percent), *([] if alike or several(p) else [axes[max(axes)], axes[min(axes)]])],
        "sales": [str(apart)] if apart else [],
        "organisation": [str(len(p.handout.decisions)), *([] if most is None else [str(most)])],
        "division": [str(number) for number in ways.values()],
        "roadmap": first[:1],
        "meeting": [figure.title for figure in p.handout.results],
    }


def several(p: Presentation) -> bool:
    """Whether more axes stand highest or lowest than a headline names."""
    number = Counter(axis.percent for axis in p.checklist.axes if axis.percent is not None)
    return max(number[max(number)], number[min(number)]) > 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headline_says_whether_the_plan_fits_the_budget(language: str) -> None:
    names = {samples.sample(name).budget.fit.value: name for name in samples.CASE_NAMES}
    assert set(names) == {"within", "tight", "over", "unknown"}
    endings = {told(name, language)["division"].headline[-14:] for name in names.values()}
    assert len(endings) == len(names)


@every_print
def test_every_decision_stands_with_the_one_who_is_accountable(name: str, language: str) -> None:
    text = page_text(name, language, "organisation")
    for decision in samples.sample(name, language).handout.decisions:
        worn = said("organisation.as", language, hat=decision.hat)
        row = shown(decision.title) + shown(decision.person) + worn + shown(decision.figure) + shown(decision.rhythm)
        assert text.count(row) == 1


def test_of_teams_the_headline_says_that_one_head_is_accountable_not_that_a_team_is() -> None:
    headlines = {lang: told("forty-without-foundations", lang)["organisation"].headline for lang in LANGUAGES}
    assert headlines == {
        "ja": "40名を5つのチームに分け、8件の決定には、責任を持つチームの長を1名ずつ定めます。",
        "en": "40 people work in 5 teams, and each of the 8 decisions has exactly one team head accountable.",
    }


@every_print
def test_figures_and_minutes_can_be_filled_in(name: str, language: str) -> None:
    text, handout = page_text(name, language, "meeting"), samples.sample(name, language).handout
    for figure in (*handout.results, *handout.measures):
        assert shown(figure.title) + shown(figure.unit) in text
    for key in ("target", "actual", "remark", "facts", "judged", "next", "date", "present"):
        assert said(f"meeting.{key}", language) in text


@every_print
def test_what_is_not_done_now_is_said(name: str, language: str) -> None:
    text, p = page_text(name, language, "roadmap"), samples.sample(name, language)
    later = [action.title for horizon in p.horizons if not horizon.days for action in horizon.actions]
    deferred = [task.title for task in p.tasks if task.execution.value == "defer"]
    assert all(shown(title) in text for title in (*later, *deferred))
    elsewhere = said(
        "roadmap.explained", language, chapter=samples.wording().say("report.appendix.words.title", language)
    )
    assert (elsewhere in text) == (name == "everything-bad")  # where there is no room for both list and explanation
    assert all(shown(each.title) in text for each in p.phase.criteria)
    assert elsewhere in text or all(shown(each.text) in text for each in p.phase.criteria)


@every_sample
def test_letters_are_large_enough_to_read(name: str) -> None:
    for language in LANGUAGES:
        found = smallest_letters(samples.pdf(name, language), 1 + len(told(name, language)))
        assert min(found) >= LEAST_LETTERS - ROUNDING, found


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_much_is_left_until_later_the_list_is_shortened_and_not_the_letters(language: str) -> None:
    p = samples.sample("everything-bad", language)
    twice = tuple(each if each.days else replace(each, actions=each.actions * 2) for each in p.horizons)
    made = DiagnosisReports(samples.wording()).pdf(replace(p, horizons=twice), samples.IMPRINT)
    number = 1 + list(told("everything-bad", language)).index("roadmap")
    assert smallest_letters(made, number + 1)[number] >= LEAST_LETTERS - ROUNDING
    text = squashed(pages(made)[number])
    later = [action.title for horizon in twice if not horizon.days for action in horizon.actions]
    printed = sum(text.count(shown(title)) for title in dict.fromkeys(later))
    assert 0 < printed < len(later)
    assert said("roadmap.more", language, number=len(later) - printed) in text


@pytest.mark.parametrize("name", ["one-marketer-manufacturer", "long-name"])
def test_every_page_says_whose_report_it_is_and_which(name: str) -> None:
    p = samples.sample(name)
    for text in pages(samples.pdf(name))[1:]:
        foot = squashed(text)
        assert shown(p.title) in foot
        assert shown((p.company or "")[:10]) in foot
        assert samples.IMPRINT.report_id in foot


def test_only_a_confidential_report_is_marked() -> None:
    made = DiagnosisReports(samples.wording()).pdf(
        samples.sample("tight-budget"), replace(samples.IMPRINT, confidential=True)
    )
    mark = said("confidential", "ja")
    assert all(mark in squashed(page) for page in pages(made))
    assert not any(mark in squashed(page) for page in pages(samples.pdf("tight-budget")))


def test_a_long_name_leaves_room_for_the_mark() -> None:
    made = DiagnosisReports(samples.wording()).pdf(
        samples.sample("long-name"), replace(samples.IMPRINT, confidential=True)
    )
    cover = stretches(made)[0]
    mark = next(stretch for stretch in cover if said("confidential", "ja") in stretch.text)
    name = [stretch for stretch in cover if re.search("𠮷野|ああああ", stretch.text)]
    assert len(name) > 1
    assert all(stretch.right < mark.left for stretch in name)


@every_print
def test_the_cover_lists_the_pages_with_their_numbers(name: str, language: str) -> None:
    text = squashed(pages(samples.pdf(name, language))[0])
    for number, page in enumerate(told(name, language).values(), 2):
        assert f"{shown(page.label)}{number}" in text
    assert shown(samples.IMPRINT.report_id) in text
