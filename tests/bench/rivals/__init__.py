"""The report's contents as HTML for WeasyPrint and as markup for typst, to be measured beside the report."""
