"""What the drawings say is what the diagnosis says, on a page and on paper alike."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from app.domain.presentation import Presentation
from app.report.scene import gallery
from app.report.scene.flowable import SceneFlowable
from app.report.scene.schedule import arrows, spans
from app.report.scene.shapes import Rectangle, Scene, Text
from tests.report import samples
from tests.report.scene.looked_at import (
    COMPANIES,
    LANGUAGES,
    bare,
    company,
    numbers,
    page,
    paper,
    pdf,
    pdf_texts,
    read,
    svg,
    svg_lines,
)
from tests.support import random_responses

EVERY = tuple(gallery.DRAWINGS)


def both(name: str, presentation: Presentation) -> list[str]:
    """The words of a drawing on a page and on paper."""
    return [read(page(name, presentation)), read(paper(name, presentation))]


def test_a_page_and_the_report_show_the_same_numbers() -> None:
    for number, given in enumerate(random_responses(seed=9, count=8)):
        presentation = samples.presented(given, LANGUAGES[number % 2])
        printed = pdf_texts(pdf([paper(name, presentation) for name in EVERY]))
        for name, text in zip(EVERY, printed, strict=True):
            assert numbers(" ".join(svg_lines(svg(name, presentation)))) == numbers(text), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_radar_says_every_score_and_every_share_answered(language: str) -> None:
    for each in ("tight-budget", "only-the-four", "says-two-things"):
        presentation = company(each, language)
        for words in both("radar", presentation):
            for axis in presentation.checklist.axes:
                assert bare(axis.title) in words
                score = "radar.unscored" if axis.percent is None else "percent"
                said = samples.wording().say(f"drawing.{score}", language, number=axis.percent)
                covered = samples.wording().say("drawing.radar.coverage", language, number=axis.coverage)
                assert bare(axis.title + said + covered) in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_heat_map_has_every_item_with_its_answer(language: str) -> None:
    presentation = company("three-people-just-under-100-million", language)
    for words in both("heatmap", presentation):
        for axis in presentation.checklist.axes:
            for item in axis.items:
                assert bare(item.value + item.label) in words


@pytest.mark.parametrize("name", COMPANIES)
def test_the_chart_has_every_seat_with_its_hats_and_everything_that_is_bought(name: str) -> None:
    presentation = company(name, "ja")
    for words in both("organisation", presentation):
        for seat in presentation.seats:
            head = f"{seat.title}（{seat.count}名）" if seat.kind == "team" else seat.title
            assert head + "".join(bare(hat.title) for hat in seat.hats) in words
        assert words.count("役割が多すぎます") == sum(seat.overloaded for seat in presentation.seats)
        for task in presentation.tasks:
            if task.execution.value in ("outsource", "hybrid"):
                assert bare(task.title) in words.partition("外部の会社が受け持つ作業")[2]


def test_outside_companies_are_dotted_and_nobody_else_is() -> None:
    for name in ("nobody", "headcount-1", "headcount-13", "headcount-12"):
        presentation = company(name, "ja")
        scene = page("organisation", presentation)
        dotted = [each for each in scene.shapes if isinstance(each, Rectangle) and each.stroke and each.stroke.dashes]
        ways = {task.execution.value for task in presentation.tasks} & {"outsource", "hybrid"}
        assert len(dotted) == len(ways)
        below = next(y for text, y in _heights(scene) if text == "外部の会社が受け持つ作業")
        assert all(each.box.y > below for each in dotted)


def test_hats_that_decide_are_bold() -> None:
    presentation = company("headcount-7", "en")
    bold = {
        shape.line.text: shape.bold for shape in paper("organisation", presentation).shapes if isinstance(shape, Text)
    }
    for seat in presentation.seats:
        for hat in seat.hats:
            assert bold[hat.title] == hat.decides


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_has_every_task_with_its_advice(language: str) -> None:
    presentation = company("large-team-led-by-an-agency", language)
    for words in both("sourcing", presentation):
        for task in presentation.tasks:
            advice = samples.wording().say(f"drawing.sourcing.advice.{task.advice.value}", language)
            assert bare(task.title + advice) in words


@pytest.mark.parametrize("name", COMPANIES)
def test_the_bars_have_every_line_of_the_budget(name: str) -> None:
    presentation = company(name, "en")
    for words in both("budget", presentation):
        for row in presentation.budget.rows:
            assert bare(row.label) in words
            assert bare(row.value) in words
        assert bare(presentation.budget.fit.title) in words


def test_bars_are_as_long_as_their_amounts() -> None:
    presentation = company("tight-budget", "ja")
    figures = presentation.budget.figures
    assert figures.monthly is not None
    assert figures.advice is not None
    scene = page("budget", presentation)
    bars = [each.box for each in scene.shapes if isinstance(each, Rectangle) and each.fill not in ("#f3f6f8",)]
    most = max(figures.total[1], figures.monthly)
    ends = [figures.monthly, *figures.advice, figures.articles, *figures.total]
    assert [bar.right for bar in bars[: len(ends)]] == pytest.approx([scene.width * (end or 0) / most for end in ends])


@pytest.mark.parametrize("name", COMPANIES)
def test_the_roadmap_has_every_action_in_order_with_its_owner(name: str) -> None:
    presentation = company(name, "ja")
    actions = [action for horizon in presentation.horizons for action in horizon.actions]
    for words in both("roadmap", presentation):
        assert bare("".join(action.title + action.owner for action in actions)) in words


def test_a_roadmap_of_some_horizons_only_is_drawn_like_any_other() -> None:
    whole = company("everything-bad", "ja")
    later = replace(whole, horizons=whole.horizons[1:])
    assert bare(later.horizons[0].actions[0].title) in read(paper("roadmap", later))
    none = replace(whole, horizons=tuple(replace(each, actions=()) for each in whole.horizons))
    assert bare(whole.horizons[0].title) in read(page("roadmap", none))


def test_nothing_starts_before_what_it_waits_for_is_finished() -> None:
    waiting = 0
    for given in random_responses(seed=3, count=40):
        horizons = samples.presented(given).horizons
        found = spans(horizons)
        for arrow in arrows(horizons, found):
            before, after = found[arrow.before], found[arrow.after]
            assert before.horizon + before.end <= after.horizon + after.start + 1e-9
            waiting += 1
    assert waiting > 40


def test_arrows_that_meet_run_side_by_side() -> None:
    for given in random_responses(seed=4, count=40):
        horizons = samples.presented(given).horizons
        found = spans(horizons)
        lanes: dict[tuple[int, float, int], set[str]] = {}
        for arrow in arrows(horizons, found):
            after = found[arrow.after]
            lanes.setdefault((after.horizon, after.start, arrow.lane), set()).add(arrow.before)
        assert all(len(starts) == 1 for starts in lanes.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ladder_has_every_phase_and_every_open_criterion(language: str) -> None:
    for name in ("nobody-yet", "everything-bad", "large-team-that-may-be-advanced", "only-the-four"):
        phase = company(name, language).phase
        for words in both("ladder", company(name, language)):
            assert all(bare(rung.title) in words for rung in phase.ladder)
            assert all(bare(criterion.title) in words for criterion in phase.criteria)
            here = "ladder.here.tentative" if phase.tentative else "ladder.here"
            assert bare(samples.wording().say(f"drawing.{here}", language)) in words


def test_phases_rise_from_the_first_to_the_last() -> None:
    titles = [rung.title for rung in company("everything-bad", "ja").phase.ladder]
    for scene in (page("ladder", company("everything-bad", "ja")), paper("ladder", company("everything-bad", "ja"))):
        heights = dict(_heights(scene))
        assert all(heights[lower] > heights[upper] for lower, upper in pairwise(titles))


def test_a_scene_on_paper_keeps_to_its_column() -> None:
    scene = paper("budget", company("tight-budget", "ja"))
    assert SceneFlowable(scene).wrap(1000, 10) == (scene.width, scene.height)
    assert SceneFlowable(scene, scene.width / 2).wrap(1000, 10) == (scene.width / 2, scene.height / 2)
    assert SceneFlowable(scene, 2 * scene.width).wrap(scene.width, 10) == (scene.width, scene.height)


def test_the_same_drawings_make_the_same_file() -> None:
    presentation = company("everything-bad", "ja")
    first, second = (pdf([paper(name, presentation) for name in EVERY]) for _ in range(2))
    assert first == second


def _heights(scene: Scene) -> list[tuple[str, float]]:
    """Every text with the height of its baseline."""
    return [(shape.line.text, shape.y) for shape in scene.shapes if isinstance(shape, Text)]
