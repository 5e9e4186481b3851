"""Makes the report of a diagnosis."""

from __future__ import annotations

from datetime import datetime

from app.domain.presentation import Presentation
from app.domain.wording import Wording


class PdfReportMaker:
    """Implements the domain's ReportMaker; ReportLab is loaded with the first report."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def pdf(self, presentation: Presentation, made_at: datetime) -> bytes:
        """The report as a PDF, byte for byte the same for the same diagnosis and time."""
        from app.report.pdf.report import make

        return make(presentation, self._wording, made_at)
