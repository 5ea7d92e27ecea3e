"""Text limits of the platforms, so that the guard can measure for a channel that is not connected yet."""

from bot.domain.limits import Length, Limits, Measure

MASTODON = Limits(
    public=Length(maximum=500, measure=Measure.MASTODON), private=Length(maximum=500, measure=Measure.MASTODON)
)
"""What an instance allows unless it says otherwise; a content warning and the handle answered count too."""

TELEGRAM = Limits(public=Length(maximum=4_096), private=Length(maximum=4_096))

X = Limits(public=Length(maximum=280, measure=Measure.X_WEIGHTED), private=Length(maximum=10_000))

YOUTUBE = Limits(public=Length(maximum=10_000), private=Length(maximum=10_000))
"""Nothing is private there."""

PLATFORM_LIMITS: dict[str, Limits] = {
    "x": X,
    "facebook": Limits(public=Length(maximum=8_000), private=Length(maximum=2_000), window_h=24),
    "instagram": Limits(
        public=Length(maximum=2_200), private=Length(maximum=1_000, measure=Measure.UTF8_BYTES), window_h=24
    ),
    "mastodon": MASTODON,
    "bluesky": Limits(
        public=Length(maximum=300, measure=Measure.GRAPHEMES), private=Length(maximum=1_000, measure=Measure.GRAPHEMES)
    ),
    "telegram": TELEGRAM,
    "youtube": YOUTUBE,
    "replay": Limits(public=Length(maximum=10_000), private=Length(maximum=10_000)),
}
