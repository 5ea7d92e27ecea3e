"""Every connector hears everything, in order, from wherever it stands, and knows what is whose."""

import re

import pytest

from bot.domain.message import Happening, Inbound
from connectors.base import Connector, Cursor, SignedOut, Unavailable
from tests.contract.harness import Harness, Need, Trouble
from tests.contract.steps import asked, batches, listen, listen_until_trouble


async def test_nothing_is_heard_where_nothing_is(platform: Harness) -> None:
    async with platform.connector() as connector:
        items, _ = await listen(connector)
    assert items == []


async def test_messages_come_oldest_first_with_what_the_platform_says_of_them(platform: Harness) -> None:
    ids = [platform.ask(f"question {number}", by=f"customer{number}") for number in range(3)]
    async with platform.connector() as connector:
        items, _ = await listen(connector)
    assert asked(items) == ids
    # Where there are many servers, the handle says which one after the name; some platforms have names only.
    names = [re.sub(r"[@.].*", "", item.author.handle or item.author.name or "") for item in items]
    assert names == ["customer0", "customer1", "customer2"]
    assert all(item.created_at <= platform.now() and item.addressed for item in items)
    assert items[1].text.endswith("question 1")


async def test_all_pages_are_read(platform: Harness) -> None:
    async with platform.connector() as connector:
        _, cursor = await listen(connector)
        ids = [platform.ask(f"question {number}") for number in range(2 * platform.page_size + 5)]
        items, _ = await listen(connector, cursor)
    assert asked(items) == ids


async def test_a_page_that_fails_midway_loses_nothing(platform: Harness) -> None:
    async with platform.connector() as connector:
        platform.ask("first")
        _, cursor = await listen(connector)
        ids = [platform.ask(f"question {number}") for number in range(platform.page_size + 5)]
        platform.trouble(Trouble.SERVER_HTML, sending=False, after=1)
        before, cursor = await listen_until_trouble(connector, cursor)
        after, cursor = await listen(connector, cursor)
    assert asked(before) + asked(after) == ids


async def test_listening_goes_on_after_any_batch(platform: Harness) -> None:
    ids = [platform.ask("public 1"), platform.ask("private 1", private=True)]
    async with platform.connector() as connector:
        told = await batches(connector)
    ids += [platform.ask("public 2"), platform.ask("private 2", private=True)]
    for stopped_after in range(1, len(told) + 1):
        stored = {each for batch in told[:stopped_after] for each in asked(list(batch.items))}
        async with platform.connector() as after_restart:
            items, _ = await listen(after_restart, told[stopped_after - 1].cursor)
        assert stored | set(asked(items)) == set(ids)


async def test_a_batch_that_was_not_stored_comes_again(platform: Harness) -> None:
    external_id = platform.ask("hello?")
    async with platform.connector() as connector:
        async for batch in connector.listen(None):
            assert batch.items
            break
        items, _ = await listen(connector)
    assert asked(items) == [external_id]


async def test_what_is_stored_does_not_come_again_in_the_same_run(platform: Harness) -> None:
    platform.ask("hello?")
    platform.ask("hello, privately?", private=True)
    async with platform.connector() as connector:
        _, cursor = await listen(connector)
        items, _ = await listen(connector, cursor)
    assert items == []


@pytest.mark.parametrize("kind", [Trouble.DUPLICATE_ITEMS, Trouble.DISORDER])
async def test_duplicates_and_disorder_are_put_right(platform: Harness, kind: Trouble) -> None:
    ids = [platform.ask(f"question {number}") for number in range(9)]
    platform.trouble(kind, sending=False)
    async with platform.connector() as connector:
        items, _ = await listen(connector)
    assert asked(items) == ids


async def test_an_unreadable_cursor_starts_anew(platform: Harness) -> None:
    external_id = platform.ask("hello?")
    async with platform.connector() as connector:
        await listen(connector)
    for broken in ("", "{", "[1]", "null", '{"mentions": 12}', '{"mentions": "many"}'):
        async with platform.connector() as again:
            items, _ = await listen(again, Cursor(broken))
        assert asked(items) == [external_id]


async def test_a_native_reply_is_the_brands_own_and_says_what_it_answers(platform: Harness) -> None:
    external_id = platform.ask("hello?")
    native = platform.answer_natively(external_id, "Hello, I am Kim.")
    async with platform.connector() as connector:
        items, _ = await listen(connector)
    (own,) = [item for item in items if item.happening is Happening.OWN]
    assert (own.external_id, own.parent_id) == (native, external_id)
    assert asked(items) == [external_id]


async def test_an_edit_keeps_the_name_of_the_message(platform: Harness) -> None:
    external_id = platform.ask("my parcel is broken")
    async with platform.connector() as connector:
        before, cursor = await listen(connector)
        platform.edit(external_id, "my parcel is lost")
        changed = await _changed(connector, external_id, cursor)
    assert (changed.happening, changed.external_id) == (Happening.EDIT, external_id)
    assert changed.text.endswith("my parcel is lost")
    assert changed.created_at == before[0].created_at


async def _changed(connector: Connector, external_id: str, cursor: Cursor | None) -> Inbound:
    """The edit, as a platform that tells of it lets it be heard, or as it is found by looking."""
    told, _ = await listen(connector, cursor)
    found = [*await connector.recheck([external_id]), *told]
    return next(item for item in found if item.happening is Happening.EDIT)


@pytest.mark.needs(Need.DELETIONS)
async def test_a_deletion_is_found_and_what_stays_is_left_alone(platform: Harness) -> None:
    gone, kept = platform.ask("never mind"), platform.ask("but I do mind")
    private = platform.ask("just between us", private=True)
    platform.delete(gone)
    async with platform.connector() as connector:
        found = await connector.recheck([gone, kept, private])
    assert [(each.happening, each.external_id) for each in found] == [(Happening.DELETION, gone)]


async def test_a_refused_token_is_said_so(platform: Harness) -> None:
    platform.trouble(Trouble.SIGNED_OUT, sending=False)
    async with platform.connector() as connector:
        with pytest.raises(SignedOut):
            await listen(connector)


async def test_an_unreachable_platform_is_waited_for(platform: Harness) -> None:
    async with platform.unreachable() as connector:
        with pytest.raises(Unavailable):
            await listen(connector)
        assert not (await connector.check()).ok


async def test_one_sources_limit_leaves_the_others_alone(platform: Harness) -> None:
    private, public = platform.ask("privately", private=True), platform.ask("publicly")
    platform.trouble(Trouble.RATE_LIMIT, sending=False)
    async with platform.connector() as connector:
        heard, cursor = await _heard_under_a_limit(platform, connector)
        assert heard == ([] if platform.one_limit else [private])
        platform.forward(23 * 3600)
        items, _ = await listen(connector, cursor)
    assert {*heard, *asked(items)} == {private, public}


async def _heard_under_a_limit(platform: Harness, connector: Connector) -> tuple[list[str], Cursor | None]:
    if not platform.one_limit:
        items, cursor = await listen(connector)
        return asked(items), cursor
    with pytest.raises(Unavailable) as caught:
        await listen(connector)
    assert caught.value.retry_at is not None
    assert caught.value.retry_at > platform.now()
    return [], None
