"""`run`, `demo` and `sandbox`: what stays up until it is stopped."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import ConfigFile, DatabaseUrl, settings_of, write_logs
from bot.domain.errors import Explained

if TYPE_CHECKING:
    from config.settings import Settings

Port = Annotated[int | None, typer.Option(help="Port of the console.", min=0, max=65_535)]
Host = Annotated[str | None, typer.Option(help="Address of the console.")]
_SIMULATED = {
    "x": "X",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "telegram": "Telegram",
    "youtube": "YouTube",
}
"""The simulated platforms: module below `connectors.sandbox`, and name."""

Rate = Annotated[float, typer.Option(help="Customers' messages per minute.", min=0.1, max=6_000)]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(run)
    app.command()(demo)
    app.command()(sandbox)


def run(
    config: ConfigFile = None,
    database: DatabaseUrl = None,
    role: Annotated[str | None, typer.Option(help="listen,classify,draft,deliver,web; all by default.")] = None,
    host: Host = None,
    port: Port = None,
) -> None:
    """The service: listens, understands, drafts, delivers, and serves the console."""
    settings = settings_of(config, database, host=host, port=port)
    roles = _roles(role)
    _until_stopped(lambda: _run(settings, roles))


def demo(
    config: ConfigFile = None,
    host: Host = None,
    port: Port = None,
    rate: Rate = 6.0,
) -> None:
    """Everything in one process on a simulated platform."""
    settings = settings_of(config, None, host=host, port=port, log_level="warning")
    _until_stopped(lambda: _demo(settings, rate))


def sandbox(
    platforms: Annotated[
        str, typer.Option(help=f"Which platforms, separated by commas; known: {', '.join(_SIMULATED)}.")
    ] = "x",
    port: Annotated[int, typer.Option(help="Port of the first, the next has the one after; 0 takes free ones.")] = 8090,
    rate: Annotated[float, typer.Option(help="Customers' messages per minute, on X; 0 for none.", min=0)] = 0.0,
) -> None:
    """Only the simulated platforms."""
    names = list(dict.fromkeys(platforms.split(",")))
    for name in names:
        if name not in _SIMULATED:
            known = ", ".join(_SIMULATED)
            raise typer.BadParameter(f"'{name}' is not simulated; known: {known}.", param_hint="--platforms")
    _until_stopped(lambda: _sandboxes(names, port, rate))


def _roles(role: str | None) -> set[str]:
    from bot.app.service import Role

    known = {each.value for each in Role}
    wanted = {part.strip() for part in role.split(",")} if role else known
    for name in sorted(wanted - known):
        raise typer.BadParameter(f"'{name}' is not a role; known: {', '.join(sorted(known))}.", param_hint="--role")
    return wanted


async def _run(settings: "Settings", roles: set[str]) -> None:
    from bot.app.accounts import all_accounts
    from bot.app.house import open_house
    from bot.app.registry import connector_for
    from bot.app.service import Role, run_service
    from config.settings import secrets_of

    async with open_house(settings) as house:
        # Whoever neither reaches a platform nor is called by one needs no master key.
        needs_keys = bool({Role.LISTEN, Role.DELIVER, Role.WEB} & roles)
        accounts = await all_accounts(house) if needs_keys else settings.accounts
        write_logs(settings, secrets_of(accounts))
        connectors = {name: connector_for(name, account, house.clock) for name, account in accounts.items()}
        await house.accounts.register({name: account.platform for name, account in accounts.items()})
        if Role.WEB in roles:
            typer.echo(f"Console on http://{settings.host}:{settings.port}", err=True)
        await run_service(house, connectors, {Role(name) for name in roles})


async def _demo(settings: "Settings", rate: float) -> None:
    from bot.app.demo import PASSWORD, PERSON, run_demo

    typer.echo("Starting Ascolto with a simulated X and customers in four languages …", err=True)
    async with run_demo(settings, rate_per_minute=rate) as (demo, service):
        typer.echo(
            f"\n  Console    {demo.console}\n  Sign in    {PERSON} / {PASSWORD}\n"
            f"  Platform   {demo.platform}  (the simulated X: write as a customer, see the threads)\n\n"
            "  Ctrl-C ends it; nothing is kept.\n",
        )
        await service


async def _sandboxes(names: list[str], port: int, rate: float) -> None:
    if rate and "x" not in names:
        raise Explained("Customers write by themselves only on the simulated X; leave --rate out, or add x.")
    async with asyncio.TaskGroup() as group:
        for place, name in enumerate(names):
            group.create_task(_sandbox(name, port + place if port else 0, rate))


async def _sandbox(platform: str, port: int, rate: float) -> None:
    try:
        await (_simulate_x(port, rate) if platform == "x" else _simulate(platform, port))
    except OSError as error:
        raise Explained(
            f"The simulated platform can't use port {port} ({error.strerror}); stop the program that has it, "
            "or choose another with --port."
        ) from error


async def _simulate_x(port: int, rate: float) -> None:
    from connectors.sandbox import customers
    from connectors.sandbox.x import XWorld, serve

    world = XWorld()
    async with serve(world, port=port) as address:
        typer.echo(f"Simulated X on {address}")
        await (customers.run(world, rate, 0) if rate else asyncio.Event().wait())


async def _simulate(platform: str, port: int) -> None:
    name = _SIMULATED[platform]
    module: Any = import_module(f"connectors.sandbox.{platform}")
    async with module.serve(getattr(module, f"{name}World")(), port=port) as address:
        typer.echo(f"Simulated {name} on {address}")
        await asyncio.Event().wait()


def _until_stopped(work: Callable[[], Awaitable[None]]) -> None:
    """Run until done, Ctrl-C or SIGTERM; the one fault inside a group of tasks speaks for itself."""
    try:
        asyncio.run(_with_signals(work))
    except* Explained as group:
        raise _first(group) from None


async def _with_signals(work: Callable[[], Awaitable[None]]) -> None:
    loop, task = asyncio.get_running_loop(), asyncio.ensure_future(work())
    stopped = False

    def stop() -> None:
        nonlocal stopped
        stopped = True
        task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not stopped:
            raise
        typer.echo("Stopped.", err=True)


def _first(group: BaseExceptionGroup[Explained]) -> Explained:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner
