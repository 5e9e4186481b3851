"""Where the reader is."""

from __future__ import annotations

from datetime import timedelta, timezone

JAPAN = timezone(timedelta(hours=9))
"""The zone dates are told in: questionnaire and report are for companies in Japan."""
