"""The appendix: everything concluded, in full."""

from app.report.pdf.story.appendix.chapters import write

__all__ = ["write"]
