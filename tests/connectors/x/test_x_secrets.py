"""No key of an account shows in a log line, an error, a representation or an address."""

import logging

import pytest

from connectors.base import ConnectorError
from connectors.sandbox.x import Fault, Keys, XWorld, serve
from connectors.x import XConnector
from connectors.x_settings import XCredentials
from tests.connectors.x.x_support import HandClock, heard, options, sealed

KEYS = Keys(
    bearer_token="SECRET-bearer",
    consumer_key="SECRET-consumer",
    consumer_secret="SECRET-consumer-secret",
    access_token="SECRET-access",
    access_token_secret="SECRET-access-secret",
)
QUARTET = XCredentials(
    bearer_token=KEYS.bearer_token,
    consumer_key=KEYS.consumer_key,
    consumer_secret=KEYS.consumer_secret,
    access_token=KEYS.access_token,
    access_token_secret=KEYS.access_token_secret,
)


@pytest.mark.parametrize("credentials", [QUARTET, XCredentials(bearer_token=KEYS.bearer_token)])
@pytest.mark.parametrize("fault", [None, Fault.UNAUTHORIZED, Fault.SERVER_HTML, Fault.TIMEOUT_BEFORE, Fault.GARBLED])
async def test_no_key_is_ever_shown(
    credentials: XCredentials, fault: Fault | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shown = [repr(credentials), str(credentials)]
    world = XWorld(clock=HandClock(), keys=KEYS)
    post = world.post("mila", "@BrightwaveCare hello")
    async with serve(world) as api, XConnector(credentials, options(api, request_timeout_s=0.2, stream=True)) as desk:
        if fault:
            world.faults.switch_on(fault, seconds=1)
        for step in (
            desk.check(),
            heard(desk),
            desk.send(sealed("Hi", target_id=post.id), key="1"),
            desk.find_sent(sealed("Hi", target_id=post.id), key="1"),
        ):
            try:
                shown.append(repr(await step))
            except ConnectorError as error:
                shown += [repr(error), repr(error.__cause__), str(error)]
        shown += [repr(vars(desk))]
    assert "SECRET" not in " ".join([*shown, caplog.text])


def test_half_a_key_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="all four"):
        XCredentials(consumer_key="SECRET")
    with pytest.raises(ValueError, match="needs a bearer_token"):
        XCredentials()
