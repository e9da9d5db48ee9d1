"""Rows for tests of the domain."""

import msgspec

from protocol.conversations import ConversationState
from protocol.ids import LIVE_WORLD, ConversationId, QueueId, SubscriberId, TopicId
from protocol.scalars import Millis
from server_stub.domain.conversation import Conversation

_PLAIN = Conversation(
    id=ConversationId("chat"),
    world=LIVE_WORLD,
    state=ConversationState.QUEUED,
    queue=QueueId("general"),
    topic=TopicId("services"),
    channel="web",
    language="ru",
    name="Анна",
    phone="+7 975 000-41-17",
    subscriber=SubscriberId("subscriber"),
    verified=False,
    epoch=1,
    rev=2,
    last_seq=2,
    entered_at=Millis(1),
    queued_at=Millis(1),
    changed_at=Millis(1),
)


def conversation(**fields: object) -> Conversation:
    """A conversation that is plain but for these fields."""
    return msgspec.structs.replace(_PLAIN, **fields)
