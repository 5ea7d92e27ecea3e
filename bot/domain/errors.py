"""Errors that a person can act on."""


class Explained(Exception):
    """Its text is one sentence that names the thing and the fix; commands print it and end with exit code 1."""
