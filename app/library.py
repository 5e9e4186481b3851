"""The library: what is asked and judged by, loaded from the files of today or from those a diagnosis was made with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from app.domain.changes import ChangeFinder, Proposal
from app.domain.diagnosis import Diagnosis
from app.domain.ports import Definitions, EditionMissing, Store
from app.domain.program import build
from app.engine.durable import DurableEngine
from app.engine.reference import ReferenceEngine
from app.packs.files import Files, read_folder
from app.packs.pack_files import load_rules
from app.packs.questionnaire_files import load_questionnaire

MOST_OLD_EDITIONS = 8


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
        self._finders: dict[tuple[str, str], ChangeFinder] = {}

    def definitions(self, diagnosis: Diagnosis) -> Definitions:
        """What a kept diagnosis was made with; raises EditionMissing."""
        wanted = (diagnosis.questionnaire.digest, diagnosis.rules.digest)
        if wanted == (self.current.questionnaire.digest, self.current.pack.digest):
            return self.current
        return self._old(*wanted)

    def proposals(self, diagnosis: Diagnosis) -> tuple[Proposal, ...]:
        """What would change the conclusions of a diagnosis under its own rules; raises EditionMissing."""
        return self._finder(self.definitions(diagnosis)).proposals(diagnosis.answers)

    def _finder(self, made_with: Definitions) -> ChangeFinder:
        """The search for changes under these rules, made once for those in use."""
        key = (made_with.questionnaire.digest, made_with.pack.digest)
        if key not in self._finders:
            finder = ChangeFinder(ReferenceEngine(build(made_with.questionnaire, made_with.pack)))
            if made_with is not self.current:
                return finder
            self._finders[key] = finder
        return self._finders[key]

    def _load_kept(self, questionnaire_digest: str, rules_digest: str) -> Definitions:
        with self._store.reading() as work:
            questionnaire_files = work.editions.files(questionnaire_digest)
            pack_files = work.editions.files(rules_digest)
        if questionnaire_files is None or pack_files is None:
            raise EditionMissing(f"questionnaire {questionnaire_digest}, rules {rules_digest}")
        loaded = load(questionnaire_files, pack_files)
        if (loaded.questionnaire.digest, loaded.pack.digest) != (questionnaire_digest, rules_digest):
            raise EditionMissing(f"questionnaire {questionnaire_digest}, rules {rules_digest}: not what was kept")
        return loaded


def load(questionnaire_files: Files, pack_files: Mapping[str, bytes]) -> Definitions:
    """The questionnaire and the rule pack their files define; raises InvalidData."""
    questionnaire = load_questionnaire(questionnaire_files)
    return Definitions(questionnaire, load_rules(pack_files, questionnaire))
