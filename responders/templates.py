"""Proposals from the brand's own reply texts: chosen, filled in, and left to a person where no text can be right."""

from collections.abc import Iterator

from bot.domain.classification import Classification, Sentiment, Topic
from bot.domain.length import fits
from responders.base import Draft, DraftRequest
from responders.fields import first_name
from responders.library import Library, Template
from responders.routing import disclosed, needs_private

PERSONAL_DATA = "personal_data"
"""The text for a customer who showed personal data in public: asks to remove it and invites to the private side."""

# Their texts suit a report or a request as well as a complaint; the others apologise, which a question doesn't need.
_SAME_FOR_REQUESTS = frozenset(
    {
        Topic.FRAUD,
        Topic.ACCOUNT_ACCESS,
        Topic.DATA_PRIVACY,
        Topic.OUTAGE,
        Topic.LOST_LUGGAGE,
        Topic.ACCESSIBILITY,
        Topic.CANCELLATION,
        Topic.PRAISE,
        Topic.QUESTION,
        Topic.OTHER,
    }
)


class TemplateResponder:
    """A `Responder` over a library. The same request always gives the same draft."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def draft(self, request: DraftRequest) -> Draft:
        """The first template that suits and fits; empty for danger, spam, and languages without templates.

        A customer is answered in the customer's language (or not by a template), and never twice in the same words.
        """
        language = request.classification.language.value
        name = first_name(request.author)
        values = ({"customer.first_name": name} if name else {}) | dict(request.values)
        for template in self._candidates(request, language):
            text, unfilled = template.render(values)
            if fits(text, request.length):
                return Draft(text=text, template=template.id, language=language, unfilled=unfilled)
        return Draft(text="", template=None, language=language)

    def _candidates(self, request: DraftRequest, language: str) -> Iterator[Template]:
        open_side = request.visibility.is_open
        inviting = open_side and needs_private(request.classification)
        for topic in _topics(request.classification, open_side=open_side):
            found = self._library.find(language, topic, open_side=open_side)
            allowed = (template for template in found if inviting or not template.invites_private)
            fresh = (template for template in allowed if template.id not in request.used_templates)
            yield from sorted(fresh, key=lambda template: template.invites_private is not inviting)


def _topics(classification: Classification, *, open_side: bool) -> tuple[str, ...]:
    """Topics to look under, best first; none when only a person may write (law 8)."""
    topic = classification.topic
    if classification.is_danger or topic == Topic.SPAM:
        return ()
    if open_side and disclosed(classification):
        return (PERSONAL_DATA, Topic.OTHER)
    if classification.complaint or topic in _SAME_FOR_REQUESTS:
        return (topic, Topic.OTHER)
    if classification.sentiment is Sentiment.POSITIVE:
        return (Topic.PRAISE, Topic.OTHER)
    return (Topic.QUESTION, Topic.OTHER)
