"""The report read back: everything is there, everything can be read, nothing stands out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import pypdfium2
import pytest

from app.domain.presentation import Presentation
from app.report import DiagnosisReports
from app.report.pdf import styles
from app.report.text import fonts, kinsoku
from app.report.text.cleaning import clean
from tests.report import samples
from tests.report.conclusions import conclusions
from tests.report.reading import Stretch, pages, printed, reader, shown, squashed, stretches, torn_numbers

SAMPLES = (
    *(("tight-budget", "ja"), ("tight-budget", "en"), ("nobody", "ja"), ("nobody", "en"), ("four-hundred", "ja")),
    *(("four-hundred", "en"), ("all-unknown", "ja"), ("all-unknown", "en"), ("long-name", "ja"), ("long-name", "en")),
    *(("everything-bad", "ja"), ("everything-bad", "en")),
)
every_sample = pytest.mark.parametrize(("name", "language"), SAMPLES)
MOST_BYTES = 250 * 1024
WINGS = 1.0  # a hairline's and a glyph's tolerance, in points
FEWEST_LINES = 8
CITED = re.compile(r"[A-Z][A-Z0-9]*")


def made(presentation: Presentation, confidential: bool = False) -> bytes:
    """The report on a presentation."""
    imprint = replace(samples.IMPRINT, confidential=confidential)
    return DiagnosisReports(samples.wording()).pdf(presentation, imprint)


def missing(presentation: Presentation, content: bytes) -> list[str]:
    """What must be on paper and is not."""
    text = printed(content)
    return [each for each in dict.fromkeys(conclusions(presentation)) if shown(each) not in text]


@pytest.mark.parametrize("name", samples.CASE_NAMES)
def test_a_case_is_printed_in_full_in_both_languages(name: str) -> None:
    for language in ("ja", "en"):
        content = samples.pdf(name, language)
        assert missing(samples.sample(name, language), content) == []
        assert "≠" not in printed(content)
        assert len(content) <= MOST_BYTES


@every_sample
def test_an_extreme_is_printed_in_full(name: str, language: str) -> None:
    content = samples.pdf(name, language)
    assert missing(samples.sample(name, language), content) == []
    assert "≠" not in printed(content)
    assert len(content) <= MOST_BYTES


@pytest.mark.parametrize(("name", "language"), [("tight-budget", "ja"), ("everything-bad", "ja"), ("nobody", "en")])
def test_what_would_change_a_conclusion_is_printed(name: str, language: str) -> None:
    presentation = samples.changing(name, language)
    assert any(finding.changes for finding in presentation.findings)
    content = made(presentation)
    assert missing(presentation, content) == []
    assert len(content) <= MOST_BYTES


@every_sample
def test_document_properties(name: str, language: str) -> None:
    found = reader(samples.pdf(name, language))
    assert found.metadata is not None
    assert found.metadata.title is not None
    assert found.metadata.title.startswith(samples.sample(name, language).title[:5])
    assert found.metadata.author
    assert found.metadata.subject
    assert samples.IMPRINT.report_id in found.metadata["/Keywords"]
    assert found.metadata.creation_date == samples.MADE_AT
    assert found.root_object["/Lang"] == {"ja": "ja-JP", "en": "en-GB"}[language]
    assert found.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


@every_sample
def test_every_font_is_embedded(name: str, language: str) -> None:
    found = reader(samples.pdf(name, language))
    faces = [face.get_object() for page in found.pages for face in page["/Resources"]["/Font"].values()]
    descendants = [inner.get_object() for face in faces for inner in face["/DescendantFonts"]]
    assert len(descendants) == len(faces) > 0
    assert all("/FontFile2" in face["/FontDescriptor"].get_object() for face in descendants)
    assert {str(face["/BaseFont"]).partition("+")[2][:10] for face in faces} == {"NotoSansJP"}


def test_no_character_is_missing() -> None:
    for content in (samples.pdf("tight-budget"), samples.pdf("everything-bad", "en")):
        assert not any("\0" in page.extract_text() for page in reader(content).pages)
        assert not any("\0" in page or "\ufffd" in page for page in pages(content))


@every_sample
def test_pages_are_numbered(name: str, language: str) -> None:
    texts = [squashed(page) for page in pages(samples.pdf(name, language))]
    for number, text in enumerate(texts[1:], 2):
        assert f"{number}/{len(texts)}" in text


@every_sample
def test_everything_stands_inside_the_margins(name: str, language: str) -> None:
    for page in stretches(samples.pdf(name, language)):
        for each in page:
            before, after = (
                0.5 * each.size * (mark in blank)  # the blank half of a bracket or stop hangs out
                for mark, blank in ((each.text[0], kinsoku.BLANK_BEFORE), (each.text[-1], kinsoku.BLANK_AFTER))
            )
            assert each.left >= styles.SIDE - WINGS - before, each
            assert each.right <= styles.PAGE_WIDTH - styles.SIDE + WINGS + after, each
            assert styles.BOTTOM / 2 - 10 <= each.baseline <= styles.PAGE_HEIGHT - styles.TOP / 2, each


@every_sample
def test_no_line_starts_or_ends_against_kinsoku(name: str, language: str) -> None:
    for line in lines(samples.pdf(name, language)):
        assert line[0] not in kinsoku.NO_START - {"・"}, line
        assert line[-1] not in kinsoku.NO_END, line


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_no_line_ends_in_a_number_whose_counter_starts_the_next(name: str) -> None:
    assert torn_numbers(samples.pdf(name)) == []


def lines(content: bytes) -> Iterator[str]:
    """Every printed line of more than a sign."""
    return (each.text for page in stretches(content) for each in page if len(each.text) > 1)


@every_sample
def test_no_text_stands_on_another(name: str, language: str) -> None:
    for page in stretches(samples.pdf(name, language)):
        assert [pair for pair in combinations(page, 2) if overlap(*pair)] == []


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two lines touch where letters are."""
    beside = one.right <= other.left + WINGS or other.right <= one.left + WINGS
    return not beside and abs(one.baseline - other.baseline) < 0.8 * min(one.size, other.size)


@every_sample
def test_no_page_is_all_but_empty(name: str, language: str) -> None:
    for page in stretches(samples.pdf(name, language)):
        assert len({round(each.baseline) for each in page}) >= FEWEST_LINES


@pytest.mark.parametrize("name", ["tight-budget", "everything-bad"])
def test_a_benchmark_stands_with_its_caveat_and_sources(name: str) -> None:
    text = printed(samples.pdf(name))
    for benchmark in samples.sample(name).benchmarks:
        after = text[text.rindex(shown(benchmark.title)) :][:600]
        assert shown(benchmark.caveat) in after
        assert all(shown(f"{source.title} [{source.id}]") in after for source in benchmark.reason.sources)


@every_sample
def test_the_outline_names_the_parts_and_leads_to_pages(name: str, language: str) -> None:
    found = reader(samples.pdf(name, language))
    parts = [entry for entry in found.outline if not isinstance(entry, list)]
    assert len(parts) >= 10
    at = [found.get_destination_page_number(entry) for entry in parts]
    assert at == sorted(at)
    assert at[0] == 1


@every_sample
def test_links_stay_inside_the_document(name: str, language: str) -> None:
    found = reader(samples.pdf(name, language))
    annotations = [a.get_object() for page in found.pages for a in page.get("/Annots", [])]
    assert len(annotations) > 50
    assert all(a["/Subtype"] == "/Link" and "/A" not in a and "/Dest" in a for a in annotations)
    assert "/OpenAction" not in found.root_object
    assert "/Names" not in found.root_object
    assert "/AcroForm" not in found.root_object


def test_every_number_of_a_reason_leads_to_that_reason() -> None:
    content = samples.pdf("tight-budget")
    document, found = pypdfium2.PdfDocument(content), reader(content)
    checked = 0
    for number, page in enumerate(found.pages):
        for link in (annotation.get_object() for annotation in page.get("/Annots", [])):
            said = squashed(document[number].get_textpage().get_text_bounded(*map(float, link["/Rect"])))
            if said.startswith("理由"):
                target, _, _, top, *_ = link["/Dest"].get_object()
                at = found.get_page_number(target.get_object())
                beside = [each for each in stretches(content)[at or 0] if 0 < float(top) - each.baseline < 40]
                assert said.removeprefix("理由") in [each.text for each in beside if each.left < styles.SIDE + 2]
                checked += 1
    assert checked > 30


def test_the_appendix_of_a_typical_case_has_no_more_than_thirteen_pages() -> None:
    found = reader(made(samples.changing("tight-budget")))
    starts = [e for e in found.outline if not isinstance(e, list) and str(e.title).startswith("付録")]
    first = found.get_destination_page_number(starts[0])
    assert first is not None
    assert len(found.pages) - first <= 13


def test_names_with_rare_characters_can_be_searched() -> None:
    content = samples.pdf("long-name")
    assert "𠮷野﨑髙" in printed(content)
    assert "𠮷野﨑髙" in squashed("".join(page.extract_text() for page in reader(content).pages[:2]))
    document = pypdfium2.PdfDocument(content)
    assert document[0].get_textpage().search("野﨑髙").get_next() is not None


def test_markup_and_formulas_appear_as_they_are_written() -> None:
    assert shown(samples.LONG_NAME) in printed(samples.pdf("long-name"))
    assert "<img src=/etc/passwd>" in clean(samples.LONG_NAME, fonts.glyphs())
    assert printed(samples.pdf("hostile")).count("<imgsrc='file:///etc/passwd'></i>") > 500


def test_a_report_without_findings_or_benchmarks_is_whole() -> None:
    bare = replace(samples.sample("only-the-four"), findings=(), benchmarks=(), glossary=(), company=None)
    said = samples.wording().say("report.appendix.no_findings", "ja")
    assert squashed(said) in printed(made(bare))


def test_texts_of_two_thousand_characters_everywhere_are_printed_in_full() -> None:
    words = set(re.findall(r"[SE]\d+X", printed(samples.pdf("huge"))))
    for conclusion in conclusions(samples.sample("huge")):
        assert set(re.findall(r"[SE]\d+X", conclusion)) <= words


def test_the_same_input_makes_the_same_bytes() -> None:
    sample = samples.sample("tight-budget")
    maker = DiagnosisReports(samples.wording())
    assert maker.pdf(sample, samples.IMPRINT) == samples.pdf("tight-budget")
    later = replace(samples.IMPRINT, made_at=datetime(2026, 12, 1, tzinfo=UTC))
    assert maker.pdf(sample, later) != samples.pdf("tight-budget")


def test_the_date_is_the_one_in_japan() -> None:
    said = samples.wording().say("report.date", "ja", year=2026, month=11, day=21)
    assert squashed(said) in squashed(pages(samples.pdf("tight-budget"))[0])


def test_a_confidential_report_says_so_on_the_cover_and_on_every_page() -> None:
    mark = samples.wording().say("report.confidential", "ja")
    presentation = samples.sample("tight-budget")
    assert all(mark in squashed(page) for page in pages(made(presentation, confidential=True)))
    assert not any(mark in squashed(page) for page in pages(made(presentation)))


def test_a_reason_names_the_answers_behind_its_numbers_and_the_reasons_it_builds_on() -> None:
    text = squashed(printed(made(samples.changing("three-people-at-the-agencys-mercy"))))
    assert (
        squashed("「はい」の数　「業務と権限の文書があり、使われている」、「営業との仕事の境目が決まっている」") in text
    )
    assert squashed("媒体費を除く月あたりの予算：") in text
    behind = squashed("もとになった気づき　施策の実行だけでなく判断まで")
    assert re.search(behind + r".{0,40}（理由\d+）", text)
