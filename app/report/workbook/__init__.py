"""Writes the workbook a team uses: forms to fill in, and the diagnosis as tables to work with."""
