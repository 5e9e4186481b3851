"""Reads a questionnaire's files into a Questionnaire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.conditions import Condition
from app.domain.errors import InvalidData, Param, Problem
from app.domain.facts import FactType
from app.domain.nearest import misspelt
from app.domain.questionnaire import Kind, Limits, Option, Question, Questionnaire, Section
from app.domain.texts import Text
from app.packs.conditions import ConditionReader
from app.packs.files import Files, digest
from app.packs.mended import Mended
from app.packs.named_files import parse_listed, parse_named, unlisted
from app.packs.question_models import HeadFile, OptionFile, QuestionFile, SectionFile
from app.packs.question_names import check_names, check_options, check_scales
from app.packs.salvage import FACT, NOTHING_LOST, QUESTION, Lost, Salvaged, given_twice, salvage
from app.packs.schema import TextFile
from app.packs.texts import check_document, check_languages
from app.packs.yaml_core import Document, Path, spell

HEAD = "questionnaire.yaml"
EVERYTHING = frozenset({FACT, QUESTION})
OF_VALUES = frozenset({"question-range", "question-options", "question-twice"})
"""What is wrong with a question whose answers are not known for it."""
KNOWING = ("ask_knowing", "help_knowing")
"""The texts that earlier answers are put into."""


@dataclass(frozen=True, slots=True)
class QuestionnaireRead:
    """A questionnaire as far as its files could be read, everything wrong in them, and what is lost with it.

    Without `questionnaire`, its head could not be read. `broken` are the questions that are there and yet not right,
    and those that depend on them. `unlisted` are the files nothing reads.
    """

    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...] = ()
    lost: Lost = NOTHING_LOST
    broken: frozenset[str] = frozenset()
    unlisted: tuple[Problem, ...] = ()

    def sound(self) -> Questionnaire:
        """The questionnaire without the broken questions; raises ValueError where there is none at all."""
        if self.questionnaire is None:
            raise ValueError("the head of the questionnaire could not be read")
        sections = (
            replace(section, questions=tuple(q for q in section.questions if q.id not in self.broken))
            for section in self.questionnaire.sections
        )
        return replace(self.questionnaire, sections=tuple(sections))


def load_questionnaire(files: Files) -> Questionnaire:
    """The questionnaire the files define; raises InvalidData with everything wrong in them."""
    read = read_questionnaire(files)
    if read.problems or read.questionnaire is None:
        raise InvalidData(read.problems)
    return read.questionnaire


def read_questionnaire(files: Files) -> QuestionnaireRead:
    """The questionnaire as far as it can be read."""
    try:
        salvaged = salvage(HeadFile, parse_named(files, HEAD))
    except InvalidData as error:
        return QuestionnaireRead(None, error.problems, Lost(kinds=EVERYTHING))
    head = salvaged.content
    if head is None:
        return QuestionnaireRead(None, salvaged.problems, Lost(kinds=EVERYTHING))
    loading = _Loading(salvaged, head, files)
    sections = loading.sections()
    questionnaire = Questionnaire(
        id=head.id,
        edition=head.edition,
        digest=digest(files),
        languages=tuple(dict.fromkeys(head.languages)),
        title=Text(head.title),
        intro=Text(head.intro),
        sections=sections,
    )
    loading.problems.extend(_required_but_not_quick(questionnaire))
    lost = loading.lost | given_twice(loading.problems)
    told = tuple(lost.unexplained(loading.problems))
    strays = unlisted(files, [HEAD, *(f"sections/{id_}.yaml" for id_ in head.sections)], "example")
    return QuestionnaireRead(questionnaire, told, lost, frozenset(loading.broken), tuple(strays))


class _Loading:
    """What is gathered on the way through the sections."""

    def __init__(self, salvaged: Salvaged[HeadFile], head: HeadFile, files: Files) -> None:
        self._document = salvaged.document
        self._head = head
        self._files = files
        self._types: dict[str, FactType] = {}
        self._all: frozenset[str] = frozenset()
        self._known: set[str] = set()
        self.lost = salvaged.lost
        self.broken: set[str] = set()
        mended = Mended(salvaged.document, salvaged.touched)
        self._languages = None if mended.within(("languages",)) else head.languages
        self._scales_sound = not mended.within(("scales",))
        own = [*check_languages(self._document, head.languages), *check_document(self._document, self._languages, ())]
        if self._scales_sound:
            own += check_scales(self._document, head.scales, head.ordered_scales)
        self.problems = [*salvaged.problems, *mended.own(own)]

    def sections(self) -> tuple[Section, ...]:
        """The sections whose files can be read."""
        read = [found for place in range(len(self._head.sections)) if (found := self._read(place))]
        self._all = frozenset(question.id for _, section in read for question in section.questions)
        return tuple(self._section(mended, section) for mended, section in read)

    def _section(self, mended: Mended, found: SectionFile) -> Section:
        self.problems.extend(mended.own(check_document(mended.document, self._languages, (), KNOWING)))
        questions = tuple(self._question(mended, each, place) for place, each in enumerate(found.questions))
        return Section(found.id, Text(found.title), Text(found.intro), questions, text_or_none(found.quick_intro))

    def _read(self, place: int) -> tuple[Mended, SectionFile] | None:
        try:
            document = parse_listed(self._files, "sections", self._document, ("sections", place), self._head.sections)
        except InvalidData as error:
            self.problems.extend(error.problems)
            self.lost |= Lost(kinds=EVERYTHING)
            return None
        salvaged = salvage(SectionFile, document)
        self.problems.extend(salvaged.problems)
        self.lost |= salvaged.lost if salvaged.content else Lost(kinds=EVERYTHING)
        return (Mended(salvaged.document, salvaged.touched), salvaged.content) if salvaged.content else None

    def _question(self, mended: Mended, found: QuestionFile, place: int) -> Question:
        path: Path = ("questions", place)
        document = mended.document
        reader = ConditionReader(document, self._types, later=self._all - self._known - {found.id})
        show_if = reader.read(found.show_if, (*path, "show_if")) if found.show_if else Condition()
        misfits = [*mended.own([*self._misfits(document, found, path), *self._misfilled(document, found, path)])]
        wrong = [*misfits, *mended.own(reader.problems)]
        self.problems.extend(wrong)
        unsure = wrong or self._twice(found) or mended.within(path)
        if unsure or not self.broken.isdisjoint((*show_if.facts(), found.accept.at_most)):
            self.broken.add(found.id)
        judged = not (OF_VALUES & {problem.code for problem in misfits} or self._values_lost(mended, found, path))
        built = _build(found, self._options(found), self._ordered(found), show_if, document, path)
        question = replace(built, judged=judged)
        self._known.add(found.id)
        type_ = question.fact_type()
        if type_:
            self._types.setdefault(found.id, type_)
        return question

    def _values_lost(self, mended: Mended, found: QuestionFile, path: Path) -> bool:
        """Whether what says which answers there are could not be read, or says one of them twice."""
        scale = found.scale is not None and not self._scales_sound
        unread = any(mended.within((*path, key)) for key in ("accept", "options", "scale", "left_out"))
        return scale or unread or self._twice(found)

    def _twice(self, found: QuestionFile) -> bool:
        """Whether one of its options is there twice, in a scale or of its own."""
        options = [option.id for option in self._options(found)]
        return len(set(options)) != len(options)

    def _options(self, found: QuestionFile) -> Sequence[OptionFile]:
        return self._head.scales.get(found.scale, []) if found.scale else found.options

    def _ordered(self, found: QuestionFile) -> bool:
        return found.ordered or found.scale in self._head.ordered_scales

    def _misfits(self, document: Document, found: QuestionFile, path: Path) -> Iterator[Problem]:
        options = [option.id for option in self._options(found)]
        several = found.kind in ("choice", "multiple")
        unknown_scale = found.scale is not None and found.scale not in self._head.scales
        checks: Mapping[str, tuple[bool, str]] = {
            "question-twice": (found.id in self._known, "id"),
            "question-options": (bool(options) != several and not unknown_scale, "options"),
            "question-range": (found.kind == "integer" and found.accept.min >= found.accept.max, "accept"),
            "question-ordered": (found.ordered and found.kind != "choice", "ordered"),
            "question-length": (found.kind == "text" and not found.accept.max_length, "accept"),
        }
        for code, (wrong, key) in checks.items():
            if wrong:
                where = (*path, key)
                yield Problem(code, spell(where), {"question": found.id}, document.at(where))
        yield from check_options(document, path, found)
        yield from check_names(document, path, found, options, self._head.scales, self._types)

    def _misfilled(self, document: Document, found: QuestionFile, path: Path) -> Iterator[Problem]:
        """What is wrong with the texts that earlier answers are put into."""
        for key, text in zip(KNOWING, (found.ask_knowing, found.help_knowing), strict=True):
            where = (*path, key)
            named = {language: Text({language: words}).placeholders() for language, words in (text or {}).items()}
            names = frozenset[str]().union(*named.values())
            later = sorted(names - self._known)
            for name in later:
                params: dict[str, Param] = {"question": found.id, "name": name}
                problem = Problem("question-knowing-later", spell(where), params, document.at(where))
                yield misspelt(problem, name, () if name in self._all else sorted(self._known))
            if text and not later and any(not each or each != names for each in named.values()):
                yield Problem("question-knowing-uneven", spell(where), {"question": found.id}, document.at(where))


def _required_but_not_quick(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Where there is a quick path at all, it asks everything that is required, or it could never be submitted."""
    if questionnaire.quick_sections:
        for question in questionnaire.questions():
            if question.required and not question.quick:
                yield Problem("question-not-quick", f"{question.id}.required", {"question": question.id}, question.at)


def _build(
    found: QuestionFile,
    options: Sequence[OptionFile],
    ordered: bool,
    show_if: Condition,
    document: Document,
    path: Path,
) -> Question:
    return Question(
        id=found.id,
        kind=Kind(found.kind),
        required=found.required,
        label=Text(found.label),
        ask=Text(found.ask),
        why=Text(found.why),
        help=text_or_none(found.help),
        unit=text_or_none(found.unit),
        limits=Limits(found.accept.min, found.accept.max, found.accept.at_most, found.accept.max_length),
        options=tuple(Option(each.id, Text(each.text), text_or_none(each.hint)) for each in options),
        left_out=found.left_out,
        show_if=show_if,
        terms=tuple(found.terms),
        report_only=found.report_only,
        at=document.at(path),
        quick=found.quick,
        ordered=ordered,
        ask_knowing=text_or_none(found.ask_knowing),
        help_knowing=text_or_none(found.help_knowing),
        terms_at=tuple(document.at((*path, "terms", place)) for place in range(len(found.terms))),
    )


def text_or_none(found: TextFile | None) -> Text | None:
    """An optional text of a file."""
    return Text(found) if found is not None else None
