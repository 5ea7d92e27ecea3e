"""What machines ask: alive, ready, figures."""

from tests.support import ACCOUNT, NOON, message
from tests.web.console import Console


async def test_alive_and_ready(console: Console) -> None:
    browser = await console.browser()
    assert (await browser.get("/healthz")).status == 200
    ready = await browser.get("/readyz")
    assert (ready.status, (await ready.json())["ready"]) == (200, True)
    console.ready["engine"] = "The engine can't be reached."
    unready = await browser.get("/readyz")
    assert unready.status == 503
    assert (await unready.json())["parts"]["engine"] == "The engine can't be reached."


async def test_a_signed_out_account_is_told_and_takes_no_page_away(console: Console) -> None:
    console.ready["accounts"] = "Signed out: brand."
    ready = await (await console.browser()).get("/readyz")
    assert ready.status == 200
    assert (await ready.json())["parts"]["accounts"] == "Signed out: brand."


async def test_figures_for_prometheus(console: Console) -> None:
    await console.rows.ask(message("1"), message("2"))
    await console.rows.decisions.approve(1, 1, "anna")
    await console.rows.accounts.set_state(ACCOUNT, "paused", "anna")
    await console.rows.accounts.register({"shop": "x"})
    await console.rows.accounts.ends("shop", NOON)
    browser = await console.browser()
    await browser.get("/items/1")
    await browser.client.request("PATCH", "/nowhere/secret")
    text = await (await browser.get("/metrics")).text()
    for line in (
        'ascolto_replies{state="proposed"} 1.0',
        'ascolto_replies{state="approved"} 1.0',
        'ascolto_accounts{state="paused"} 1.0',
        'ascolto_account_alarms{kind="expiring"} 1.0',
        'ascolto_account_alarms{kind="silent"} 0.0',
        'ascolto_ready{part="database"} 1.0',
        'ascolto_http_requests_total{method="GET",route="/items/{id}",status="303"} 1.0',
        'ascolto_http_requests_total{method="other",route="unknown",status="404"} 1.0',
    ):
        assert line in text
    assert "secret" not in text
