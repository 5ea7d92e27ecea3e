"""A simulated Facebook: one page, its visitors and its Messenger."""

from typing import ClassVar

from connectors.sandbox.graph_records import Person
from connectors.sandbox.graph_world import GraphWorld


class FacebookWorld(GraphWorld):
    """See `GraphWorld`. The page is called Brightwave."""

    network: ClassVar[str] = "facebook"
    brand_id: ClassVar[str] = "104500000000777"
    brand_scoped: ClassVar[str] = "104500000000777"
    brand_name: ClassVar[str] = "Brightwave"
    longest_comment: ClassVar[int] = 8_000
    page_size: ClassVar[int] = 100

    def _new_person(self, name: str) -> Person:
        number = self.next_number()
        return Person(id=str(25_500_000_000_000_000 + number), scoped=str(7_800_000_000_000_000 + number), name=name)

    def _new_id(self, kind: str, post_id: str = "") -> str:
        number = self.next_number()
        if kind == "message":
            return f"m_Sandbox{number:036d}"
        if kind == "comment":
            return f"{post_id.rpartition('_')[2]}_{870_000_000_000_000 + number}"
        return f"{self.brand_id}_{122_100_000_000_000 + number}"
