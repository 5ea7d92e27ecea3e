"""Defaults that a team changes in its own configuration file."""
