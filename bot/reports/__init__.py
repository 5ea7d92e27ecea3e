"""Figures: queries in, a frozen report out, then a page, a table or a document."""
