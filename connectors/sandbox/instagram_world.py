"""A simulated Instagram: one professional account, its posts, and its direct messages."""

from typing import ClassVar

from connectors.sandbox.graph_records import Person
from connectors.sandbox.graph_world import GraphWorld


class InstagramWorld(GraphWorld):
    """See `GraphWorld`. The account is called brightwave; other people's posts are there only if they name it."""

    network: ClassVar[str] = "instagram"
    brand_id: ClassVar[str] = "17841400000000777"
    brand_scoped: ClassVar[str] = "17841400000000777"
    longest_comment: ClassVar[int] = 2_200
    page_size: ClassVar[int] = 50
    brand_name: ClassVar[str] = "brightwave"

    def _new_person(self, name: str) -> Person:
        identity = str(6_400_000_000_000_000 + self.next_number())
        return Person(id=identity, scoped=identity, name=name)

    def _new_id(self, kind: str, post_id: str = "") -> str:
        number = self.next_number()
        if kind == "message":
            return f"aWdfZAG1faXRlbToxSandbox{number:012d}"
        return str((17_930_000_000_000_000 if kind == "comment" else 17_920_000_000_000_000) + number)
