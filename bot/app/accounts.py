"""Every account that the desk serves: those of the configuration, and those that were added and lie in the database."""

from collections.abc import Mapping

from bot.app.house import House
from bot.app.registry import connector_for
from bot.domain.errors import Explained
from bot.storage.master_key import KeyFile, KeyTrouble, MasterKey, new_key
from config.errors import ConfigError
from config.settings import AccountSettings
from connectors.base import Health

_ACTOR = "command line"


async def all_accounts(house: House) -> dict[str, AccountSettings]:
    """Every account by name. Raises `KeyTrouble`, and `ConfigError` for a name that stands in both places."""
    configured, stored = house.settings.accounts, await stored_accounts(house)
    for name in configured.keys() & stored.keys():
        raise ConfigError(
            f"The account '{name}' stands in the configuration and in the database; give the one in the configuration "
            f"another name, or take the other out with 'ascolto accounts remove {name}'."
        )
    return {**configured, **stored}


async def stored_accounts(house: House) -> dict[str, AccountSettings]:
    """The accounts that were added, opened. Raises `KeyTrouble`."""
    covered = await house.vault.all()
    if not covered:
        return {}
    key = master_key(house)
    return {name: AccountSettings.model_validate(key.open(name, text)) for name, text in covered.items()}


def key_file(house: House) -> KeyFile | None:
    """Where the master key lies; None when it is given, or when the database is no file."""
    beside = house.database.file
    if house.settings.secret_key is not None or beside is None:
        return None
    return KeyFile(beside.with_name(f"{beside.name}.key"))


def master_key(house: House, *, make: bool = False) -> MasterKey:
    """The key that is given, or the one of the key file, made at first use with `make`. Raises `KeyTrouble`."""
    if (given := house.settings.secret_key) is not None:
        return MasterKey(given.get_secret_value(), "The master key in secret_key")
    if (file := key_file(house)) is None:
        raise KeyTrouble(
            "Only a database in a file has a key file beside it; make a master key with 'openssl rand -base64 32' and "
            "name its file in ASCOLTO_SECRET_KEY_FILE."
        )
    text = file.read()
    if text is None and not make:
        raise KeyTrouble(
            f"{file.where} is missing, and the keys of stored accounts can't be opened without it; bring it back, or "
            "give its content in ASCOLTO_SECRET_KEY_FILE."
        )
    return MasterKey(file.make() if text is None else text, file.where)


async def make_room(house: House, name: str, platform: str, *, replace: bool) -> None:
    """See that an account can be stored under this name before anybody is asked for its keys.

    Raises `Explained` for a name that is taken, and `KeyTrouble` when the master key does not open what is there.
    """
    if name in house.settings.accounts:
        raise Explained(f"The account '{name}' stands in the configuration; choose another name with --name.")
    covered = await house.vault.all()
    if name in covered and not replace:
        raise Explained(
            f"There is an account '{name}' already; choose another name, or give it new keys with --replace."
        )
    if replace and name not in covered:
        raise Explained(f"No keys are stored for an account '{name}', so there is nothing to replace.")
    await house.vault.refuse_taken(name, platform)
    others = {other: text for other, text in covered.items() if other != name}
    key = master_key(house, make=not others)
    for other, text in others.items():
        key.open(other, text)


async def ask_platform(house: House, name: str, account: AccountSettings) -> Health:
    """How the platform finds these keys. Raises `ConfigError` for what the platform's settings don't take."""
    async with connector_for(name, account, house.clock) as connector:
        return await connector.check()


async def store(house: House, name: str, account: AccountSettings, health: Health, *, replace: bool) -> None:
    """Keep an account, covered. Raises `KeyTrouble` and `NameTaken`; then nothing is kept."""
    keys = {key: secret.get_secret_value() for key, secret in account.credentials.items()}
    told = {"platform": account.platform, "options": account.options, **keys}
    await house.vault.put(name, account.platform, lambda: master_key(house).cover(name, told), _ACTOR, replace=replace)
    await house.accounts.ends(name, health.expires_at)


async def change_master_key(house: House) -> int:
    """Cover everything with a new key; returns how many accounts. Raises `KeyTrouble`, and then nothing is lost.

    A key file holds both keys until every account is covered with the new one. A key that is given is changed by
    whoever gives it: the new one first, the old one behind it.
    """
    old, file = master_key(house), key_file(house)
    if file is None:
        if not old.is_being_changed:
            raise KeyTrouble("Only one master key is given; put a new one before it in secret_key, and run this again.")
        return await _cover_anew(house, old)
    fresh = new_key()
    file.replace(f"{fresh}\n{file.read() or ''}".strip())
    count = await _cover_anew(house, master_key(house))
    file.replace(fresh)
    return count


async def _cover_anew(house: House, key: MasterKey) -> int:
    return await house.vault.cover_anew(lambda name, text: key.cover(name, key.open(name, text)), _ACTOR)


def account_of(platform: str, keys: Mapping[str, str], options: Mapping[str, object]) -> AccountSettings:
    """An account as settings would give it, its keys covered from now on."""
    return AccountSettings.model_validate({"platform": platform, "options": dict(options), **keys})
