"""The report as a PDF; importing its modules imports ReportLab, so do it where it is used."""
