"""The people on the real network, each with a client of their own; none of it goes through the desk's connector."""

from datetime import UTC, datetime
from typing import Any

import httpx
from atproto_client import Client, models
from atproto_client.utils import TextBuilder

from connectors.bluesky_names import POST, PostName
from tests.live.bluesky.bluesky_network import BYPASS, Network

PASSWORD = "of-nobody-in-particular"
_ADMIN = ("admin", "admin-pass")
"""What dev-env sets."""


class Person:
    """Somebody with an account, made at once. What is written is known to the app's service when the call ends."""

    def __init__(self, network: Network, handle: str) -> None:
        self.handle = handle
        self.client = Client(network.accounts)
        self.client.request.add_additional_header("x-ratelimit-bypass", BYPASS)
        self._network = network
        data = models.ComAtprotoServerCreateAccount.Data(
            handle=handle, email=f"{handle}@example.com", password=PASSWORD
        )
        self.did = self.client.com.atproto.server.create_account(data).did
        self.client.login(handle, PASSWORD, fetch_bsky_profile=False)

    def hang_up(self) -> None:
        """Close the connections."""
        self.client.request.close()

    def make_app_password(self) -> str:
        """One for the desk, with access to direct messages."""
        data = models.ComAtprotoServerCreateAppPassword.Data(name="ascolto", privileged=True)
        return self.client.com.atproto.server.create_app_password(data).password

    def forgets_the_password(self, times: int) -> None:
        """Try to get in with a wrong one, as strictly limited as everybody else."""
        tried = {"identifier": self.handle, "password": "wrong"}
        with httpx.Client(base_url=self._network.accounts) as stranger:
            for _ in range(times):
                stranger.post("/xrpc/com.atproto.server.createSession", json=tried)

    def withdraw_app_password(self) -> None:
        """Nobody gets in with it any more."""
        data = models.ComAtprotoServerRevokeAppPassword.Data(name="ascolto")
        self.client.com.atproto.server.revoke_app_password(data)

    def post(
        self, text: str, *, to: "Person | None" = None, under: str | None = None, quoting: str | None = None
    ) -> str:
        """Publish; `to` is called by name at the beginning. Gives the address."""
        words = TextBuilder()
        if to:
            words.mention(f"@{to.handle}", to.did).text(" ")
        answer = self._answer_to(under) if under else None
        embed = models.AppBskyEmbedRecord.Main(record=self._reference(quoting)) if quoting else None
        made = self.client.send_post(words.text(text), self.did, reply_to=answer, embed=embed, langs=["en"])
        self._network.settle()
        return made.uri

    def record(self, uri: str) -> Any:
        """A post as its author's server has it: `uri`, `cid` and `value`."""
        name = _name(uri)
        asked = models.ComAtprotoRepoGetRecord.Params(repo=name.did, collection=POST, rkey=name.key)
        return self.client.com.atproto.repo.get_record(asked)

    def records(self) -> list[Any]:
        """Every own post, oldest first."""
        asked = models.ComAtprotoRepoListRecords.Params(repo=self.did, collection=POST, limit=100)
        found = self.client.com.atproto.repo.list_records(asked).records
        return sorted(found, key=lambda each: str(each.value.created_at))

    def _reference(self, uri: str) -> models.ComAtprotoRepoStrongRef.Main:
        return models.ComAtprotoRepoStrongRef.Main(uri=uri, cid=self.record(uri).cid)

    def _answer_to(self, uri: str) -> models.AppBskyFeedPost.ReplyRef:
        told = self.record(uri).value.reply
        parent = self._reference(uri)
        return models.AppBskyFeedPost.ReplyRef(root=told.root if told else parent, parent=parent)

    def edit(self, uri: str, text: str, *, to: "Person | None" = None) -> None:
        """Put other words into an own post, under the same address."""
        words = TextBuilder()
        if to:
            words.mention(f"@{to.handle}", to.did).text(" ")
        words.text(text)
        value = self.record(uri).value
        value.text, value.facets = words.build_text(), words.build_facets()
        data = models.ComAtprotoRepoPutRecord.Data(repo=self.did, collection=POST, rkey=_name(uri).key, record=value)
        self.client.com.atproto.repo.put_record(data)
        self._network.settle()

    def delete(self, uri: str) -> None:
        """Take an own post back."""
        self.client.delete_post(uri)
        self._network.settle()

    def block(self, other: "Person") -> None:
        """Shut somebody out."""
        record = models.AppBskyGraphBlock.Record(subject=other.did, created_at=_now())
        self.client.app.bsky.graph.block.create(self.did, record)
        self._network.settle()

    def close(self, uri: str) -> None:
        """Let only those who are called by name in an own post answer its thread."""
        allowed = [models.AppBskyFeedThreadgate.MentionRule()]
        gate = models.AppBskyFeedThreadgate.Record(post=uri, created_at=_now(), allow=list(allowed))
        self.client.app.bsky.feed.threadgate.create(self.did, gate, _name(uri).key)
        self._network.settle()

    def thread(self, uri: str) -> list[tuple[str, str, str]]:
        """What this person sees right under a post in the app: handle, address and words of each answer."""
        self._network.settle()
        asked: Any = self.client.get_post_thread(uri, depth=1).thread
        answers: list[Any] = asked.replies or []
        posts: list[Any] = [each.post for each in answers]
        return [(post.author.handle, post.uri, post.record.text) for post in posts]

    def deactivate(self) -> None:
        """Put the account to rest."""
        self.client.com.atproto.server.deactivate_account(models.ComAtprotoServerDeactivateAccount.Data())

    def activate(self) -> None:
        """Wake it again."""
        self.client.com.atproto.server.activate_account()

    def shut(self, *, really: bool = True) -> None:
        """The platform takes the account down, or lets it back in."""
        subject = {"$type": "com.atproto.admin.defs#repoRef", "did": self.did}
        where = f"{self._network.accounts}/xrpc/com.atproto.admin.updateSubjectStatus"
        httpx.post(where, json={"subject": subject, "takedown": {"applied": really}}, auth=_ADMIN).raise_for_status()


def _name(uri: str) -> PostName:
    name = PostName.read(uri)
    assert name is not None, uri
    return name


def _now() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")
