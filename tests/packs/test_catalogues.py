"""The catalogues of the interface speak every language the questionnaire and the rule pack declare."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.cli.checking import check_all
from app.domain.errors import InvalidData
from app.domain.texts import Text
from app.domain.texts import places as places_in
from app.domain.wording import Wording
from app.packs.files import Files
from app.packs.wording_files import missing_words
from app.packs.yaml_core import parse
from tests.packs.mutated import place_of, said
from tests.support import WORDING_DIR, pack_files, questionnaire_files, shipped_pack, shipped_questionnaire

LANGUAGES = ("ja", "en")
JAPANESE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
SHOWN_AS_THEY_ARE = {
    "web.language.ja": "日本語",
    "report.author": "仕組み",
    "web.brand.reading": "仕組み",
    "field.number.unreadable.money": "1.2億",  # can be typed whatever the language
}
"""What of the English words is Japanese on purpose."""
OTHER_PLACES: Mapping[str, frozenset[str]] = {}
"""Keys whose places to fill differ between the languages, with those that only one of them has."""


def test_the_questionnaire_and_the_pack_speak_both_languages() -> None:
    assert (shipped_questionnaire().languages, shipped_pack().languages) == (LANGUAGES, LANGUAGES)


def test_every_key_has_words_in_both_languages(wording: Wording) -> None:
    assert {key for key, text in wording.texts.items() if set(text.by_language) != set(LANGUAGES)} == set()
    assert missing_words(WORDING_DIR, LANGUAGES) == []


def test_the_places_to_fill_are_the_same_in_both_languages(wording: Wording) -> None:
    differing = {key: only for key, text in wording.texts.items() if (only := places(text, "ja") ^ places(text, "en"))}
    assert differing == OTHER_PLACES


def places(text: Text, language: str) -> frozenset[str]:
    """The names of the places to fill in one language."""
    return frozenset(places_in(text.say(language)))


def test_the_english_words_hold_nothing_japanese_but_names(wording: Wording) -> None:
    english = {key: text.say("en").replace(SHOWN_AS_THEY_ARE.get(key, "\0"), "") for key, text in wording.texts.items()}
    assert {key: words for key, words in english.items() if JAPANESE.search(words)} == {}
    assert all(names in wording.say(key, "en") for key, names in SHOWN_AS_THEY_ARE.items())


def test_quotes_and_apostrophes_of_the_english_words_have_one_form(wording: Wording) -> None:
    assert {key for key, text in wording.texts.items() if set(text.say("en")) & set("“”‘’")} == set()


@pytest.mark.parametrize("files", [questionnaire_files(), pack_files()], ids=["questionnaire", "pack"])
def test_the_english_of_questionnaire_and_pack_is_english_with_the_places_of_the_japanese(files: Files) -> None:
    texts = [text for name, content in files.items() for text in bilingual(parse(name, content).data)]
    assert len(texts) > 100
    for text in texts:
        assert not JAPANESE.search(text["en"]), text["en"]
        assert set(places_in(text["ja"])) == set(places_in(text["en"])), text["ja"]


def bilingual(data: object) -> list[dict[str, str]]:
    """The texts below a value."""
    if isinstance(data, dict):
        if data.keys() & {"ja", "en"}:
            return [data]
        return [text for value in data.values() for text in bilingual(value)]
    return [text for value in data for text in bilingual(value)] if isinstance(data, list) else []


# A catalogue that lacks something


@pytest.fixture
def lacking(tmp_path: Path) -> Path:
    """A catalogue of four keys, one of them without English words and one with blank ones."""
    (tmp_path / "some.yaml").write_text("words:\n  a: {ja: あ, en: a}\n  b: {ja: い}\n")
    (tmp_path / "more.yaml").write_text("words:\n  c:\n    ja: う\n    en: ' '\n  d: {en: d, ja: え}\n")
    return tmp_path


def test_what_a_catalogue_lacks_is_told_with_its_place(lacking: Path) -> None:
    found = said(missing_words(lacking, LANGUAGES))
    assert {(p.code, p.subject, str(p.at), p.params["language"]) for p in found} == {
        ("text-missing", "words.b", "some.yaml:3:6", "en"),
        ("text-missing", "words.c", "more.yaml:3:5", "en"),
    }


def test_a_language_that_is_not_asked_for_may_be_lacking(lacking: Path) -> None:
    assert missing_words(lacking, ["ja"]) == []


def test_a_catalogue_that_is_no_yaml_is_told(tmp_path: Path) -> None:
    (tmp_path / "some.yaml").write_text("words: [")
    with pytest.raises(InvalidData) as raised:
        missing_words(tmp_path, LANGUAGES)
    assert [problem.code for problem in raised.value.problems] == ["yaml-broken"]


def test_a_check_tells_what_the_catalogues_lack_of_the_declared_languages(tmp_path: Path) -> None:
    catalogues = tmp_path / "wording"
    shutil.copytree(WORDING_DIR, catalogues)
    cli = catalogues / "cli.yaml"
    before = cli.read_text()
    old = '  cli.check_fault: {ja: "[{code}] {told}", en: "[{code}] {told}"}'
    assert before.count(old) == 1
    cli.write_text(before.replace(old, '  cli.check_fault: {ja: "[{code}] {told}"}'))
    (fault,) = said(check_all(questionnaire_files(), pack_files(), catalogues).faults)
    assert (fault.code, fault.subject, fault.params) == ("text-missing", "words.cli.check_fault", {"language": "en"})
    assert str(fault.at) == place_of({"cli.yaml": cli.read_bytes()}, "cli.yaml", '{ja: "[{code}] {told}"}')
    assert check_all(questionnaire_files(), pack_files(), WORDING_DIR).faults == ()
    assert check_all(questionnaire_files(), pack_files()).faults == ()
