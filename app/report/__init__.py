"""Draws the report."""

from app.report.maker import PdfReportMaker

__all__ = ["PdfReportMaker"]
