"""One's own canned replies and their uses in the account's file: of one store, kept for good."""

from dataclasses import replace
from pathlib import Path

from console.core.errors import SettingsError
from console.core.outgoing import Outgoing, OutgoingKind
from console.local import desk_file
from console.local.keys import KEY_BYTES
from console.local.local_desk import LocalDesk
from protocol.answers import Knowledge
from protocol.ids import ClientId, ConversationId
from protocol.knowledge import CannedReply, ReplyScope, ReplyUse
from protocol.scalars import Millis

HERE = ConversationId("conversation1")


def page(*names: str, removed: tuple[str, ...] = (), through: int) -> Knowledge:
    return Knowledge(
        request=1,
        articles=[],
        replies=[
            CannedReply(
                id=name,
                language="ru",
                title=name,
                text="Минуту.",
                topic="",
                popularity=0,
                scope=ReplyScope.OWN,
                version=through,
            )
            for name in names
        ],
        removed_articles=[],
        removed_replies=[[name, "ru"] for name in removed],
        through=through,
    )


async def open_in(folder: Path) -> LocalDesk:
    opened = desk_file.open_blocking(folder, b"k" * KEY_BYTES, may_set_aside=True, stamp=1)

    def fail(trouble: SettingsError | None) -> None:
        assert trouble is None, trouble

    desk = LocalDesk(opened, on_disk=fail)
    await desk.load()
    return desk


async def test_what_was_taken_is_there_at_the_next_start_until_the_store_is_another(
    tmp_path: Path,
) -> None:
    desk = await open_in(tmp_path)
    await desk.replies.belong_to("one")
    await desk.replies.take(page("a", "b", through=5))
    await desk.replies.take(page("c", removed=("a",), through=7))
    desk.replies.keep_uses([ReplyUse(reply="b", mine=3, last=Millis(10), everybody=0)])
    desk.replies.count(["b", "c"], at=Millis(20))
    await desk.aclose()

    desk = await open_in(tmp_path)
    own = desk.replies
    assert sorted(own.replies) == [("b", "ru"), ("c", "ru")]
    assert own.replies["c", "ru"].version == own.mark == 7
    assert {name: (use.mine, use.last) for name, use in own.uses.items()} == {
        "b": (4, 20),
        "c": (1, 20),
    }
    await own.belong_to("one")
    assert own.mark == 7
    await own.belong_to("two")
    assert (own.mark, own.replies, own.uses) == (0, {}, {})
    await desk.aclose()

    desk = await open_in(tmp_path)
    assert (desk.replies.mark, desk.replies.replies, desk.replies.uses) == (0, {}, {})
    await desk.aclose()


async def test_a_text_on_its_way_knows_of_which_replies_it_is_made(tmp_path: Path) -> None:
    item = Outgoing(
        client_id=ClientId("client0001"),
        conversation=HERE,
        kind=OutgoingKind.REPLY,
        text="Минуту.",
        epoch=3,
        seen_seq=7,
        written_at=Millis(1),
        replies=("b", "a"),
    )
    desk = await open_in(tmp_path)
    await desk.enqueue(item)
    again = item.confirmed(ClientId("client0002"), epoch=4, seen_seq=8, said=None)
    desk.keep(item.client_id, again)
    await desk.aclose()
    desk = await open_in(tmp_path)
    (restored,) = (await desk.load()).outgoing
    assert (restored.client_id, restored.replies) == ("client0002", ("b", "a"))
    desk.discard(restored.client_id)
    await desk.enqueue(item)
    await desk.take_back(item.client_id, HERE, item.text, note=False, files=(), now=Millis(1))
    await desk.enqueue(replace(item, replies=()))
    assert [one.replies for one in (await desk.load()).outgoing] == [()]
    await desk.aclose()
