"""Everything said to the account is heard on servers of every kind, in order, once, and in its thread."""

import logging
from dataclasses import replace

import pytest

from bot.domain.message import Happening
from connectors.base import ConnectorError, Unavailable
from connectors.mastodon import MastodonConnector
from connectors.mastodon_ids import newest
from connectors.mastodon_settings import MastodonCredentials, MastodonOptions
from connectors.sandbox.mastodon import Fault, MastodonWorld, Shape, serve
from tests.connectors.mastodon.mastodon_support import HandClock, desk, heard, messages, options, sealed, sealed_to

US = "@brightwave@social.example"
NOTIFICATIONS = "GET /api/v1/notifications"


@pytest.fixture
def world() -> MastodonWorld:
    return MastodonWorld(clock=HandClock())


@pytest.mark.parametrize("shape", Shape)
async def test_ids_of_every_shape_are_read_forward(world: MastodonWorld, shape: Shape) -> None:
    world.shape = shape
    async with desk(world) as connector:
        _, cursor = await heard(connector)
        for number in range(170):
            world.write("mila", f"{US} question {number}")
        items, cursor = await heard(connector, cursor)
        assert messages(items) == [f"question {number}" for number in range(170)]
        assert (await heard(connector, cursor))[0] == []


@pytest.mark.parametrize(
    ("ids", "last"),
    [
        (["9", "10", "100"], "100"),
        (["115586000000000009", "99586000000000003"], "115586000000000009"),
        (["AdK7a9Xw0000000000", "AdK7aAXw0000000000", "AdK7aaXw0000000000"], "AdK7aaXw0000000000"),
        (["01ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FBA"], "01ARZ3NDEKTSV4RRFFQ69G5FBA"),
        ([], ""),
    ],
)
def test_ids_are_compared_as_their_server_orders_them(ids: list[str], last: str) -> None:
    assert newest(ids[::-1]) == last


async def test_an_older_server_without_new_routes_is_heard_and_rechecked(world: MastodonWorld) -> None:
    world.second_api = world.looks_up_many = False
    kept, gone = world.write("mila", f"{US} kept"), world.write("mila", f"{US} gone")
    async with desk(world) as connector:
        items, _ = await heard(connector)
        world.delete(gone.id)
        world.edit(kept.id, f"{US} changed")
        found = await connector.recheck([kept.id, gone.id])
    assert messages(items) == ["kept", "gone"]
    assert [(each.happening, each.external_id) for each in found] == [
        (Happening.EDIT, kept.id),
        (Happening.DELETION, gone.id),
    ]


async def test_a_quote_is_heard(world: MastodonWorld) -> None:
    news = world.write(US, "We are open")
    world.write("mila", "open, they say", quoting=news.id)
    async with desk(world) as connector:
        assert messages((await heard(connector))[0]) == ["open, they say"]


async def test_a_thread_is_named_after_its_first_status_in_every_run(world: MastodonWorld) -> None:
    first = world.write("mila", f"{US} hello?")
    answer = world.write(US, "@mila@fedi.example hello", in_reply_to=first.id)
    world.write("mila", f"{US} and now?", in_reply_to=answer.id)
    for _ in range(2):
        async with desk(world) as connector:
            items, _ = await heard(connector)
        assert {item.thread_id for item in items} == {first.id}
        assert {item.happening for item in items} == {Happening.MESSAGE, Happening.OWN}


async def test_a_thread_that_cannot_be_looked_at_holds_nobody_up(world: MastodonWorld) -> None:
    first = world.write("tariq", "what do you all think?")
    world.write("mila", f"@tariq@fedi.example {US} help", in_reply_to=first.id)
    world.faults.switch_on(Fault.SERVER_HTML, endpoint="GET /api/v1/statuses/{id}/context")
    async with desk(world) as connector:
        (item,), _ = await heard(connector)
    assert item.thread_id == first.id


async def test_a_notification_shown_late_is_still_heard(world: MastodonWorld) -> None:
    clock = world.clock
    assert isinstance(clock, HandClock)
    async with desk(world) as connector:
        _, cursor = await heard(connector)
        world.faults.switch_on(Fault.LATE, endpoint="customers", count=1, seconds=20)
        world.write("mila", f"{US} late")
        world.write("tariq", f"{US} early")
        first, cursor = await heard(connector, cursor)
        clock.forward(seconds=21)
        second, cursor = await heard(connector, cursor)
        third, _ = await heard(connector, cursor)
    assert (messages(first), messages(second), messages(third)) == (["early"], ["late"], [])


async def test_the_brands_own_words_are_never_a_question(world: MastodonWorld) -> None:
    world.write(US, f"{US} talking to myself")
    world.faults.switch_on(Fault.ECHO, endpoint=NOTIFICATIONS)
    async with desk(world) as connector:
        items, _ = await heard(connector)
    assert {item.happening for item in items} == {Happening.OWN}


async def test_reading_stops_before_replies_have_no_room(world: MastodonWorld) -> None:
    world.limits_factor = 0.1
    world.write("mila", f"{US} hello?")
    async with desk(world) as connector:
        items, cursor = await heard(connector)
        with pytest.raises(Unavailable) as caught:
            for _ in range(30):
                _, cursor = await heard(connector, cursor)
        assert caught.value.retry_at
        assert not (await connector.check()).ok
        await connector.send(sealed_to(items[0], "Hello."), key="1")


async def test_check_names_missing_scopes_and_a_moved_account(world: MastodonWorld) -> None:
    world.scopes = ["read:notifications", "read:accounts"]
    async with desk(world) as connector:
        told = await connector.check()
    assert told.identity == US
    assert not told.ok
    assert [each for each in ("read:statuses", "write:statuses") if each in " ".join(told.problems)] == [
        "read:statuses",
        "write:statuses",
    ]


@pytest.mark.parametrize("fault", [None, Fault.UNAUTHORIZED, Fault.SERVER_HTML, Fault.TIMEOUT_BEFORE, Fault.GARBLED])
async def test_no_token_is_ever_shown(fault: Fault | None, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    world = MastodonWorld(clock=HandClock(), token="SECRET-token")
    asked = world.write("mila", f"{US} hello")
    keys = MastodonCredentials(access_token=world.token)
    shown = [repr(keys), str(keys)]
    async with (
        serve(world) as api,
        MastodonConnector(keys, options(api, request_timeout_s=0.3, stream=True), clock=world.clock) as opened,
    ):
        if fault:
            world.faults.switch_on(fault, seconds=1)
        reply = sealed("Hi", target_id=asked.id, addressee=asked.author_id)
        for step in (opened.check(), heard(opened), opened.send(reply, key="1"), opened.find_sent(reply, key="1")):
            try:
                shown.append(repr(await step))
            except ConnectorError as error:
                shown += [repr(error), repr(error.__cause__), str(error)]
        shown.append(repr(vars(opened)))
    assert "SECRET" not in " ".join([*shown, caplog.text])


@pytest.mark.parametrize("address", ["http://social.example", "social.example", "https://", "https://a:b@c.example"])
def test_no_token_travels_in_the_open(address: str) -> None:
    with pytest.raises(ValueError, match=r"like https://social\.example"):
        MastodonOptions(instance=address)


def test_an_empty_token_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="access_token"):
        MastodonCredentials(access_token=" ")
    assert replace(MastodonOptions(instance="https://social.example"), stream=False).host == "social.example"
