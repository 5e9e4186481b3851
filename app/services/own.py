"""What is kept about a respondent is theirs: they may have it all, and have it erased."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.ports import KeyKind, Store, StoredDiagnosis, StoredKey, StoredResponse
from app.services.respond import open_response


@dataclass(frozen=True, slots=True)
class Everything:
    """All that is kept about one respondent: answers, diagnoses oldest first, and the times of keys given out."""

    response: StoredResponse
    diagnoses: tuple[StoredDiagnosis, ...]
    keys: tuple[StoredKey, ...]


class OwnRecord:
    """The use cases of a respondent who asks what is kept."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def everything(self, token: str) -> Everything:
        """All that is kept of the response that token opens. Raises NoSuchResponse."""
        with self._store.reading() as work:
            response = open_response(work, token)
            keys = [key for kind in KeyKind for key in work.keys.of_response(response.id, kind)]
            return Everything(response, tuple(work.diagnoses.of_response(response.id)), tuple(keys))

    def erase(self, token: str) -> None:
        """Erases it all, for every browser and link; it is done when this returns. Raises NoSuchResponse."""
        with self._store.writing() as work:
            work.responses.erase(open_response(work, token).id)
