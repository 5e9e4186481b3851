"""The report read back: everything is there, everything can be read, nothing stands out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

import pypdf
import pypdfium2
import pytest

from app.domain.presentation import Presentation, ReasonView, Told, Verdict
from app.report import DiagnosisReports
from app.report.pdf import styles
from app.report.text import fonts, kinsoku
from app.report.text.cleaning import clean
from tests.report import samples

every_sample = pytest.mark.parametrize("name", samples.SAMPLES)
every_size = pytest.mark.parametrize("name", [*samples.SAMPLES, "huge"])
WINGS = 1.0  # a hairline's and a glyph's tolerance, in points


@lru_cache(32)
def reader(name: str) -> pypdf.PdfReader:
    """The report as pypdf sees it."""
    return pypdf.PdfReader(io.BytesIO(samples.pdf(name)))


@lru_cache(32)
def pages(name: str) -> tuple[str, ...]:
    """The text of every page as PDFium sees it."""
    document = pypdfium2.PdfDocument(samples.pdf(name))
    try:
        return tuple(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def squashed(text: str) -> str:
    """A text without spaces: where lines break does not matter."""
    return re.sub(r"\s|\ufffe|\x02", "", text)


@lru_cache(32)
def printed(name: str) -> str:
    """Everything printed."""
    return squashed("".join(pages(name)))


def shown(text: str) -> str:
    """How a text is printed."""
    return squashed(clean(text, fonts.glyphs()))


@every_sample
def test_document_properties(name: str) -> None:
    found = reader(name)
    assert found.metadata is not None
    assert found.metadata.title is not None
    assert found.metadata.title.startswith(samples.sample(name).title[:5])
    assert found.metadata.author
    assert found.metadata.subject
    assert found.metadata.creation_date == samples.MADE_AT
    assert found.root_object["/Lang"] == "ja-JP"
    assert found.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


@every_sample
def test_every_font_is_embedded(name: str) -> None:
    faces = [face.get_object() for page in reader(name).pages for face in page["/Resources"]["/Font"].values()]
    descendants = [inner.get_object() for face in faces for inner in face["/DescendantFonts"]]
    assert len(descendants) == len(faces)
    assert all("/FontFile2" in face["/FontDescriptor"].get_object() for face in descendants)
    assert {str(face["/BaseFont"]).partition("+")[2][:10] for face in faces} == {"NotoSansJP"}


@every_sample
def test_no_character_is_missing(name: str) -> None:
    assert not any("\0" in page.extract_text() for page in reader(name).pages)


@every_sample
def test_pages_are_numbered(name: str) -> None:
    numbers = [squashed(page) for page in pages(name)]
    for number, text in enumerate(numbers[1:], 2):
        assert f"{number}/{len(numbers)}" in text


@every_size
def test_everything_stands_inside_the_margins(name: str) -> None:
    document = pypdfium2.PdfDocument(samples.pdf(name))
    try:
        for page in document:
            text = page.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                thousands_of_pages = bottom < styles.BOTTOM and len(document) >= 100
                if text.get_text_range(index, 1).isspace() or thousands_of_pages:
                    continue  # line ends stand in the blank half of a closing mark
                assert left >= styles.SIDE - WINGS, text.get_text_range(index, 1)
                assert right <= styles.PAGE_WIDTH - styles.SIDE + WINGS, text.get_text_range(index, 1)
                assert bottom >= styles.BOTTOM / 2 - 10
                assert top <= styles.PAGE_HEIGHT - styles.TOP / 2
    finally:
        document.close()


@pytest.mark.parametrize("name", samples.CASE_NAMES)
def test_no_line_starts_or_ends_against_kinsoku(name: str) -> None:
    lines = [line.strip() for page in pages(name) for line in page.splitlines()]
    for line in lines:
        if len(line) > 1:
            assert line[0] not in kinsoku.NO_START - {"・"}, line
            assert line[-1] not in kinsoku.NO_END, line


@every_sample
def test_no_page_is_all_but_empty(name: str) -> None:
    for page in pages(name)[1:]:
        header_and_footer = 4
        assert len([line for line in page.splitlines() if line.strip()]) > header_and_footer + 1


@every_sample
def test_every_conclusion_is_printed(name: str) -> None:
    text = printed(name)
    for conclusion in conclusions(samples.sample(name)):
        assert shown(conclusion) in text, conclusion


def conclusions(p: Presentation) -> Iterator[str]:
    """Every text of a presentation that must be on paper."""
    yield from (p.title, p.about, p.rules_edition, p.questionnaire_edition, p.digest[:12], p.decision_why)
    yield p.company or ""
    for verdict in (p.model, p.archetype, p.phase.verdict, p.basics, p.checklist.grade, p.budget.fit):
        yield from of_verdict(verdict)
        yield verdict.text
    for detail in p.phase.criteria:
        yield from (detail.title, detail.text)
    yield from of_checklist(p)
    yield from of_tasks(p)
    yield from of_seats_and_budget(p)
    yield from of_findings_and_actions(p)
    yield from of_appendices(p)


def of_verdict(verdict: Verdict) -> Iterator[str]:
    """A verdict's title, notes, details and reason."""
    yield from (verdict.topic, verdict.title, *verdict.notes)
    for detail in verdict.details:
        yield from (detail.title, detail.text)
    yield from of_reason(verdict.reason)


def of_reason(reason: ReasonView) -> Iterator[str]:
    """The rule in words, and the facts."""
    yield reason.why
    yield from of_told(reason.facts)


def of_told(told: tuple[Told, ...]) -> Iterator[str]:
    """Names and values."""
    for each in told:
        yield from (each.label, each.value)


def of_checklist(p: Presentation) -> Iterator[str]:
    """Axes, items and scores."""
    for axis in p.checklist.axes:
        yield from (axis.title, axis.text, f"{axis.coverage}%")
        yield from of_told(axis.items)
        if axis.percent is not None:
            yield f"{axis.percent}点"


def of_tasks(p: Presentation) -> Iterator[str]:
    """Who decides, carries out and advises, task by task."""
    for task in p.tasks:
        yield from (task.group, task.title, task.text, task.decides, task.decision, task.current or "")
        for verdict in (task.execution, task.advice, task.transition):
            if verdict is not None:
                yield from of_verdict(verdict)
                yield verdict.text


def of_seats_and_budget(p: Presentation) -> Iterator[str]:
    """Who wears which hat, and what it costs."""
    for seat in p.seats:
        yield seat.title
        for hat in seat.hats:
            yield from (hat.title, hat.text)
    yield from of_told(p.budget.rows)
    yield from p.budget.unpriced


def of_findings_and_actions(p: Presentation) -> Iterator[str]:
    """What was found, what to do, and how others fare."""
    for finding in p.findings:
        yield from (finding.severity_title, finding.title, finding.meaning)
        yield from of_reason(finding.reason)
    for horizon in p.horizons:
        yield horizon.title
        for action in horizon.actions:
            yield from (action.title, action.task, action.artifact, action.done, action.owner, *action.after)
            yield from of_reason(action.reason)
    for benchmark in p.benchmarks:
        yield from (benchmark.title, benchmark.figure, benchmark.caveat)
        yield from of_reason(benchmark.reason)


def of_appendices(p: Presentation) -> Iterator[str]:
    """Sources, terms and answers."""
    for source in p.sources:
        yield from (source.id, source.title, source.publisher, source.date, source.note)
    for term in p.glossary:
        yield from (term.term, term.reading or "", term.meaning)
    for section in p.answers:
        yield section.title
        yield from of_told(section.answers)


@pytest.mark.parametrize("name", ["tight-budget", "everything-bad"])
def test_a_benchmark_stands_with_its_caveat_and_sources(name: str) -> None:
    text = printed(name)
    for benchmark in samples.sample(name).benchmarks:
        after = text[text.index(shown(benchmark.title) + shown(benchmark.figure)) :][:600]
        assert shown(benchmark.caveat) in after
        assert all(shown(f"{source.title} [{source.id}]") in after for source in benchmark.reason.sources)


@every_sample
def test_the_outline_names_the_chapters_and_leads_to_pages(name: str) -> None:
    found = reader(name)
    chapters = [entry for entry in found.outline if not isinstance(entry, list)]
    assert len(chapters) >= 10
    at = [found.get_destination_page_number(entry) for entry in chapters]
    assert at == sorted(at)
    assert at[0] == 1


def test_links_stay_inside_the_document() -> None:
    annotations = [a.get_object() for page in reader("tight-budget").pages for a in page.get("/Annots", [])]
    assert len(annotations) > 50
    assert all(a["/Subtype"] == "/Link" and "/A" not in a for a in annotations)


def test_names_with_rare_characters_can_be_searched() -> None:
    text = printed("long-name")
    assert "𠮷野﨑髙" in text
    assert "𠮷野﨑髙" in squashed("".join(page.extract_text() for page in reader("long-name").pages[:2]))


def test_markup_and_formulas_appear_as_they_are_written() -> None:
    assert shown(samples.LONG_NAME) in printed("long-name")
    assert "<img src=/etc/passwd>" in clean(samples.LONG_NAME, fonts.glyphs())
    assert printed("hostile").count("<imgsrc='file:///etc/passwd'></i>") > 500


def test_overload_is_said_in_words() -> None:
    assert any(seat.overloaded for seat in samples.sample("one-marketer-manufacturer").seats)
    said = samples.wording().say("report.seats.overloaded", "ja")
    assert said in printed("one-marketer-manufacturer")


def test_a_report_without_findings_or_benchmarks_is_whole() -> None:
    bare = replace(samples.sample("only-the-four"), findings=(), benchmarks=(), glossary=(), company=None)
    document = pypdf.PdfReader(io.BytesIO(DiagnosisReports(samples.wording()).pdf(bare, samples.IMPRINT)))
    said = samples.wording().say("report.appendix.no_findings", "ja")
    assert squashed(said) in squashed("".join(page.extract_text() for page in document.pages))


def test_texts_of_two_thousand_characters_everywhere_are_printed_in_full() -> None:
    words = set(re.findall(r"[SE]\d+X", printed("huge")))
    for conclusion in conclusions(samples.sample("huge")):
        assert set(re.findall(r"[SE]\d+X", conclusion)) <= words


def test_the_same_input_makes_the_same_bytes() -> None:
    made = DiagnosisReports(samples.wording()).pdf(samples.sample("tight-budget"), samples.IMPRINT)
    assert made == samples.pdf("tight-budget")
    later = datetime(2026, 12, 1, tzinfo=UTC)
    assert (
        DiagnosisReports(samples.wording()).pdf(samples.sample("tight-budget"), replace(samples.IMPRINT, made_at=later))
        != made
    )


def test_the_date_is_the_one_in_japan() -> None:
    said = samples.wording().say("report.date", "ja", year=2026, month=11, day=21)
    assert squashed(said) in squashed(pages("tight-budget")[0])
