"""The guard, put together from the brand's settings and the classifiers' eyes."""

from classifiers import disclosures, language
from config.settings import Settings
from connectors.limits import PLATFORM_LIMITS
from responders.guard import OutgoingGuard


def make_guard(settings: Settings) -> OutgoingGuard:
    """The guard with this brand's own hosts."""
    return OutgoingGuard(
        find_disclosures=disclosures.find_disclosures,
        detect_language=language.detect,
        limits=PLATFORM_LIMITS,
        hosts=frozenset(settings.brand.hosts),
    )
