"""What people write at the desk is covered before it is stored (law 7)."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.app.house import House, open_house
from bot.pipeline.desk import Desk
from bot.storage.decisions import Decisions
from classifiers.disclosures import mask_secrets
from config.settings import load_settings
from connectors.limits import PLATFORM_LIMITS
from responders.base import Finding, Outgoing, Severity, Verdict
from tests.support import HandClock, Rows, message

CARD = "4111 1111 1111 1111"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncGenerator[House]:
    settings = load_settings(None, {"database_url": str(tmp_path / "desk.db"), "model": "rules"}, env={})
    async with open_house(settings) as opened:
        rows = Rows(opened.database, HandClock(opened.clock()))
        await rows.ask(message("1"))
        yield opened


def stored(folder: Path) -> str:
    return "".join(file.read_bytes().decode("utf-8", "replace") for file in folder.iterdir())


async def test_a_secret_in_a_reason_is_covered_before_it_is_stored(house: House, tmp_path: Path) -> None:
    await house.desk.reject(1, None, "anna", f"She gave us her card {CARD} again.")
    assert CARD not in stored(tmp_path)
    assert "She gave us her card" in (await house.queue.item(1)).reply["reason"]


async def test_findings_point_into_the_text_that_is_stored(house: House, tmp_path: Path) -> None:
    text = f"Your password is hunter2horse, your card {CARD}: call 0800 123 456."
    _, verdict = await house.desk.edit(1, None, "anna", text)
    assert {"secret", "deflection"} <= {finding.rule for finding in verdict.findings}
    reply = (await house.queue.item(1)).reply
    assert CARD not in stored(tmp_path)
    assert "hunter2horse" not in stored(tmp_path)
    found = {finding["rule"]: finding for finding in reply["findings"]}
    place = found["deflection"]
    assert reply["text"][place["start"] : place["end"]].endswith("0800 123 456")
    assert (found["secret"]["severity"], found["secret"]["start"], found["secret"]["fix"]) == ("block", None, None)


class Helpful:
    """A guard that offers a text of its own making."""

    def check(self, outgoing: Outgoing) -> Verdict:
        return Verdict((Finding(rule="tone", severity=Severity.WARN, message="Shorter.", fix=outgoing.text[:-4]),))


async def test_a_fix_that_the_guard_offers_is_stored_without_the_secret_in_it(house: House, tmp_path: Path) -> None:
    decisions = Decisions(house.database, house.clock)
    desk = Desk(
        house.queue, decisions, house.drafts, guard=Helpful(), mask=mask_secrets, limits=PLATFORM_LIMITS,
        engine=house.engine,
    )  # fmt: skip
    await desk.edit(1, None, "anna", "Your password is hunter2horse. Thank you!")
    assert "hunter2horse" not in stored(tmp_path)
