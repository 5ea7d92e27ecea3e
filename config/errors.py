"""What can be wrong with a configuration, in words."""

from bot.domain.errors import Explained


class ConfigError(Explained):
    """One sentence that names the key and the fix."""
