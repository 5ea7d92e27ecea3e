"""How good a classifier is on labelled messages, and whether a new one may replace it."""
