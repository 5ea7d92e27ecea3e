"""Keys at rest: covered in the database, bound to their account, changed without losing any."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from bot.storage.database import Database
from bot.storage.master_key import KeyFile, KeyTrouble, MasterKey, new_key
from bot.storage.vault import NameTaken, NotStored, Vault
from tests.support import HandClock, Rows

OLD, NEW = new_key(), new_key()


@given(st.text(min_size=1, max_size=40), st.dictionaries(st.text(max_size=20), st.text(max_size=200)))
def test_what_is_covered_comes_back_for_its_own_account_alone(name: str, keys: dict[str, str]) -> None:
    keys.pop("account", None)
    key = MasterKey(OLD, "The key")
    covered = key.cover(name, keys)
    assert key.open(name, covered) == keys
    assert not any(value in covered for value in keys.values() if len(value) > 8)
    with pytest.raises(KeyTrouble, match="another account's"):
        key.open(f"{name}x", covered)
    with pytest.raises(KeyTrouble, match="does not open"):
        MasterKey(NEW, "The key").open(name, covered)
    assert MasterKey(f"{NEW}\n{OLD}", "The key").open(name, covered) == keys


@pytest.mark.parametrize("no_key", ["", " \n", "secret", "a" * 45, f"{'a' * 43}= short", "ключ"])
def test_what_is_no_key_is_named_and_never_shown(no_key: str) -> None:
    with pytest.raises(KeyTrouble, match="openssl rand -base64 32") as raised:
        MasterKey(no_key, "The key in the drawer")
    assert "The key in the drawer" in str(raised.value)
    assert not no_key.strip() or no_key.strip() not in str(raised.value)


def test_a_key_as_openssl_writes_it_is_the_same_key() -> None:
    written = OLD.replace("-", "+").replace("_", "/")
    assert MasterKey(written, "The key").open("a", MasterKey(OLD, "The key").cover("a", {"k": "v"})) == {"k": "v"}


def test_the_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = KeyFile(tmp_path / "desk.db.key")
    assert (file.read(), file.fault()) == (None, None)
    assert file.make() == file.make().strip() == (file.read() or "").strip()
    assert file.fault() is None
    file.replace(NEW)
    assert (file.read() or "").split() == [NEW]
    assert file.fault() is None
    assert [each.name for each in tmp_path.iterdir()] == ["desk.db.key"]
    file.path.chmod(0o640)
    assert "chmod 600" in (file.fault() or "")
    with pytest.raises(KeyTrouble, match="can't be made"):
        KeyFile(tmp_path / "nowhere" / "desk.db.key").make()
    with pytest.raises(KeyTrouble, match="can't be read"):
        KeyFile(tmp_path).read()


async def test_an_account_is_stored_whole_or_not_at_all(database: Database) -> None:
    rows, vault = Rows(database, HandClock()), Vault(database, HandClock())

    def fails() -> str:
        raise KeyTrouble("No key.")

    with pytest.raises(KeyTrouble):
        await vault.put("shop", "x", fails, "anna", replace=False)
    assert (await rows.accounts.all(), await vault.all()) == ([], {})
    await vault.put("shop", "x", lambda: "covered", "anna", replace=False)
    await rows.accounts.set_state("shop", "signed_out", "desk", "The token is dead.")
    with pytest.raises(NameTaken):
        await vault.put("shop", "x", lambda: "other", "anna", replace=False)
    with pytest.raises(NameTaken):
        await vault.put("shop", "mastodon", lambda: "other", "anna", replace=True)
    assert ((await rows.accounts.get("shop"))["state"], await vault.all()) == ("signed_out", {"shop": "covered"})
    await vault.put("shop", "x", lambda: "anew", "anna", replace=True)
    assert ((await rows.accounts.get("shop"))["state"], await vault.all()) == ("active", {"shop": "anew"})
    await vault.remove("shop", "anna")
    assert ((await rows.accounts.get("shop"))["state"], await vault.all()) == ("paused", {})
    with pytest.raises(NotStored):
        await vault.remove("shop", "anna")


async def test_all_keys_are_covered_anew_or_none(database: Database) -> None:
    vault, old, both = Vault(database, HandClock()), MasterKey(OLD, "Old"), MasterKey(f"{NEW} {OLD}", "Both")
    for name in ("shop", "club"):
        covered = old.cover(name, {"token": name})
        await vault.put(name, "x", lambda covered=covered: covered, "anna", replace=False)
    async with database.write() as connection:
        await connection.execute(text("UPDATE accountkeys SET covered = 'broken' WHERE name = 'shop'"))
    before = await vault.all()

    def change(name: str, covered: str) -> str:
        return both.cover(name, both.open(name, covered))

    with pytest.raises(KeyTrouble, match="'shop'"):
        await vault.cover_anew(change, "anna")
    assert await vault.all() == before
    await vault.put("shop", "x", lambda: both.cover("shop", {"token": "shop"}), "anna", replace=True)
    assert await vault.cover_anew(change, "anna") == 2
    opened = {name: MasterKey(NEW, "New").open(name, covered) for name, covered in (await vault.all()).items()}
    assert opened == {"shop": {"token": "shop"}, "club": {"token": "club"}}
