"""Makes what people take away from a diagnosis."""

from __future__ import annotations

from app.domain.ports import Imprint
from app.domain.presentation import Presentation
from app.domain.wording import Wording


class DiagnosisReports:
    """Implements the domain's ReportMaker; ReportLab and XlsxWriter are loaded with the first report."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def pdf(self, presentation: Presentation, imprint: Imprint) -> bytes:
        """The report as a PDF, byte for byte the same for the same diagnosis and imprint."""
        from app.report.pdf.report import make

        return make(presentation, self._wording, imprint)

    def workbook(self, presentation: Presentation, imprint: Imprint) -> bytes:
        """The workbook as XLSX, byte for byte the same for the same diagnosis and imprint."""
        from app.report.workbook.book import make

        return make(presentation, self._wording, imprint)

    def drawing(self, name: str, presentation: Presentation) -> str:
        """A drawing as an SVG element for a page; raises KeyError for a name nobody draws."""
        from app.report.scene.gallery import svg

        return svg(name, presentation, self._wording)
