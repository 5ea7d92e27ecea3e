"""Ascolto: the desk itself. `bot.domain` holds the rules, everything around it holds the I/O."""
