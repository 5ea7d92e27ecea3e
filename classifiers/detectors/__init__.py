"""Detectors of personal data: one kind per file, each a function from a folded view to findings."""
