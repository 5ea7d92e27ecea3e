"""Whatever is asked by whom and in whatever order it is answered: each reply stays where its question is."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract.conftest import HARNESSES, LACKING
from tests.contract.harness import Need
from tests.contract.steps import approved, asked, listen

PEOPLE = ("mila", "rosa", "jan")
QUESTIONS = st.lists(st.tuples(st.sampled_from(PEOPLE), st.booleans()), min_size=1, max_size=6)


@pytest.mark.parametrize("kind", sorted(HARNESSES))
@settings(max_examples=12)
@given(questions=QUESTIONS, turn=st.randoms(use_true_random=False))
async def test_each_reply_stays_where_its_question_is(
    kind: str, questions: list[tuple[str, bool]], turn: random.Random
) -> None:
    platform = HARNESSES[kind]()
    if Need.PRIVATE in LACKING.get(kind, ()):
        questions = [(by, False) for by, _ in questions]
    async with platform.running():
        ids = [
            platform.ask(f"question {number}?", private=private, by=by)
            for number, (by, private) in enumerate(questions)
        ]
        async with platform.connector() as connector:
            heard, _ = await listen(connector)
            assert sorted(asked(heard)) == sorted(ids)
            wanted: dict[str, tuple[str, bool]] = {}
            for item in turn.sample(heard, len(heard)):
                private = item.visibility == "direct"
                assert private == questions[ids.index(item.external_id)][1]
                answer = f"Answer to {item.author.handle} on {ids.index(item.external_id)}."
                wanted[answer] = (item.thread_id if private else item.external_id, not private)
                await connector.send(approved(item, answer), key=answer)
                platform.forward(60)  # some platforms take no second answer in the same moment
            assert {each.text: (each.where, each.public) for each in platform.accepted()} == wanted
