"""The library: what is asked and judged by, loaded from the files of today or from those a diagnosis was made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from app.domain.changes import ChangeFinder, Proposal
from app.domain.diagnosis import Diagnosis
from app.domain.foremost import Foremost, ForemostFinder
from app.domain.influence import Addition, Additions, Influence, Part
from app.domain.ports import Definitions, EditionMissing, Store
from app.domain.program import build
from app.domain.questionnaire import Answer, Questionnaire
from app.engine.durable import DurableEngine
from app.engine.reference import ReferenceEngine
from app.packs.files import Files, digest, read_folder
from app.packs.pack_files import load_rules
from app.packs.questionnaire_files import load_questionnaire

MOST_OLD_EDITIONS = 8
MOST_PROPOSED = 64
HANDOUT_FILE = "report.yaml"
"""Packs kept before there was this file are read with today's: it concludes nothing."""


class PackLibrary:
    """Loads the folders once; old editions come from the store and the last few used are held. Safe among threads."""

    def __init__(self, questionnaire_dir: Path, rules_dir: Path, store: Store) -> None:
        """Raises InvalidData with everything wrong in the files."""
        self.questionnaire_files = read_folder(questionnaire_dir)
        self.pack_files = read_folder(rules_dir)
        self.current = load(self.questionnaire_files, self.pack_files)
        self.engine = DurableEngine(build(self.current.questionnaire, self.current.pack))
        self._store = store
        self._old = lru_cache(MOST_OLD_EDITIONS)(self._load_kept)
        # The parts of a result are pages of their own, and each tells what would change it.
        self._proposed = lru_cache(MOST_PROPOSED)(self._propose)
        self._asked = lru_cache(MOST_OLD_EDITIONS)(self._load_asked)
        self._finders: dict[tuple[str, str], ChangeFinder] = {}
        influence = Influence(self.engine.program)
        self.influence: Mapping[str, tuple[Part, ...]] = influence.parts
        self.foremost: Mapping[str, Foremost] = ForemostFinder(self.engine.program, influence).of
        self._additions = Additions(ReferenceEngine(self.engine.program))

    def definitions(self, diagnosis: Diagnosis) -> Definitions:
        """What a kept diagnosis was made with; raises EditionMissing."""
        return self._made_with(diagnosis.questionnaire.digest, diagnosis.rules.digest)

    def questionnaire(self, digest: str) -> Questionnaire | None:
        """The edition of the questionnaire with that digest, if it is in use or kept."""
        return self.current.questionnaire if digest == self.current.questionnaire.digest else self._asked(digest)

    def proposals(self, diagnosis: Diagnosis) -> tuple[Proposal, ...]:
        """What would change the conclusions of a diagnosis under its own rules; raises EditionMissing."""
        answers = tuple(sorted(diagnosis.answers.items()))
        return self._proposed(diagnosis.questionnaire.digest, diagnosis.rules.digest, answers)

    def adds_most(self, diagnosis: Diagnosis, count: int = 1) -> tuple[Addition, ...]:
        """The open questions whose answers would add most to a diagnosis, best first.

        None for a diagnosis made with another edition: its questions are not those asked now.
        """
        if not self._is_current(diagnosis):
            return ()
        return self._additions.adds_most(diagnosis.answers, count, diagnosis.given or ())

    def _propose(
        self, questionnaire_digest: str, rules_digest: str, answers: tuple[tuple[str, Answer], ...]
    ) -> tuple[Proposal, ...]:
        return self._finder(self._made_with(questionnaire_digest, rules_digest)).proposals(dict(answers))

    def _made_with(self, questionnaire_digest: str, rules_digest: str) -> Definitions:
        wanted = (questionnaire_digest, rules_digest)
        if wanted == (self.current.questionnaire.digest, self.current.pack.digest):
            return self.current
        return self._old(*wanted)

    def _is_current(self, diagnosis: Diagnosis) -> bool:
        digests = (self.current.questionnaire.digest, self.current.pack.digest)
        return digests == (diagnosis.questionnaire.digest, diagnosis.rules.digest)

    def _finder(self, made_with: Definitions) -> ChangeFinder:
        """The search for changes under these rules, made once for those in use."""
        key = (made_with.questionnaire.digest, made_with.pack.digest)
        if key not in self._finders:
            finder = ChangeFinder(ReferenceEngine(build(made_with.questionnaire, made_with.pack)))
            if made_with is not self.current:
                return finder
            self._finders[key] = finder
        return self._finders[key]

    def _load_asked(self, digest: str) -> Questionnaire | None:
        with self._store.reading() as work:
            files = work.editions.files(digest)
        return load_questionnaire(files) if files is not None else None

    def _load_kept(self, questionnaire_digest: str, rules_digest: str) -> Definitions:
        with self._store.reading() as work:
            questionnaire_files = work.editions.files(questionnaire_digest)
            pack_files = work.editions.files(rules_digest)
        if questionnaire_files is None or pack_files is None:
            raise EditionMissing(f"questionnaire {questionnaire_digest}, rules {rules_digest}")
        if (digest(questionnaire_files), digest(pack_files)) != (questionnaire_digest, rules_digest):
            raise EditionMissing(f"questionnaire {questionnaire_digest}, rules {rules_digest}: not what was kept")
        loaded = load(questionnaire_files, {HANDOUT_FILE: self.pack_files[HANDOUT_FILE], **pack_files})
        return replace(loaded, pack=replace(loaded.pack, digest=rules_digest))


def load(questionnaire_files: Files, pack_files: Mapping[str, bytes]) -> Definitions:
    """The questionnaire and the rule pack their files define; raises InvalidData."""
    questionnaire = load_questionnaire(questionnaire_files)
    return Definitions(questionnaire, load_rules(pack_files, questionnaire))
