"""The report's contents, a module a chapter."""

from app.report.pdf.story.chapters import tell

__all__ = ["tell"]
