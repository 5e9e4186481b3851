"""Draws the report."""

from app.report.maker import DiagnosisReports

__all__ = ["DiagnosisReports"]
