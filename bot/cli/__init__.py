"""The `ascolto` command. Machine output goes to stdout, everything else to stderr."""

from bot.cli.main import main

__all__ = ["main"]
