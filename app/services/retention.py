"""Nothing is kept longer than respondents were told."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.ports import Clock, Store, StoredResponse, UnitOfWork

KEPT_DAYS = 90
"""What the start page and the privacy statement promise, counted from the last save or diagnosis."""
KEPT = timedelta(days=KEPT_DAYS)
AT_ONCE = 200
IN_PASSING = 20


class Retention:
    """The use case of whoever runs the site: to keep what was promised."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def expire(self) -> int:
        """Erases every response past its time, with its diagnoses and keys, and gives how many there were.

        A few hundred a transaction, so that nobody who answers meanwhile has to wait for all of them. Raises
        DatabaseUnavailable; what was erased until then stays erased.
        """
        now, erased = self._clock(), 0
        while True:
            with self._store.writing() as work:
                some = erase_expired(work, now, AT_ONCE)
            erased += some
            if some < AT_ONCE:
                return erased


def last_touched(response: StoredResponse) -> datetime:
    """When it was saved or submitted last."""
    return max(response.updated_at, response.submitted_at or response.updated_at)


def erase_expired(work: UnitOfWork, now: datetime, limit: int) -> int:
    """Erases up to `limit` responses past their time, and gives how many."""
    return work.responses.erase_untouched(now - KEPT, limit)
