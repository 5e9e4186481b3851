"""Counts in the memory of this process, for the limits of fair use."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from limits.storage import Storage

MOST_WINDOWS = 50_000


class CountedHere(Storage):
    """Counts in the memory of this process: no threads, and no more than so many windows, the oldest forgotten first.

    The storage that comes with the library starts a thread a count and keeps as many addresses as come along.
    """

    SCHEME = "counted-here"
    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 (as the library declares it)

    def __init__(
        self,
        uri: str | None = None,
        wrap_exceptions: bool = False,
        clock: Callable[[], float] = time.time,
        most: int = MOST_WINDOWS,
    ) -> None:
        super().__init__(uri, wrap_exceptions)
        self._clock, self._most = clock, most
        self._lock = threading.Lock()
        self._windows: OrderedDict[str, tuple[int, float]] = OrderedDict()

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        """None: nothing here can fail."""
        return ()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Adds to a count, which is forgotten `expiry` seconds after it began; gives the new count."""
        with self._lock:
            now = self._clock()
            count, ends = self._current(key, now)
            if not count:
                self._windows.pop(key, None)
                self._make_room(now)
                ends = now + expiry
            self._windows[key] = (count + amount, ends)
            return count + amount

    def get(self, key: str) -> int:
        """The count of now."""
        with self._lock:
            return self._current(key, self._clock())[0]

    def get_expiry(self, key: str) -> float:
        """When the count is forgotten."""
        with self._lock:
            now = self._clock()
            return self._current(key, now)[1] or now

    def check(self) -> bool:
        """Always well."""
        return True

    def reset(self) -> int:
        """Forgets all counts; gives how many there were."""
        with self._lock:
            number = len(self._windows)
            self._windows.clear()
            return number

    def clear(self, key: str) -> None:
        """Forgets a count."""
        with self._lock:
            self._windows.pop(key, None)

    def _current(self, key: str, now: float) -> tuple[int, float]:
        count, ends = self._windows.get(key, (0, 0.0))
        return (count, ends) if ends > now else (0, 0.0)

    def _make_room(self, now: float) -> None:
        """All windows last equally long, so those that began first, which stand first, end first."""
        while self._windows:
            oldest = next(iter(self._windows))
            if self._windows[oldest][1] > now and len(self._windows) < self._most:
                return
            del self._windows[oldest]
