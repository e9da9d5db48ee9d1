"""Small configurations for tests: queues and topics with defaults in everything else."""

from collections.abc import Mapping

import msgspec

from protocol.configuration import (
    Configuration,
    OutcomeRules,
    QueueRules,
    Title,
    TopicRules,
    WrapUp,
)
from server_stub.domain.configuration import Rules

OUTCOMES = ("solved", "helped")


def title(text: str) -> Title:
    """The same in both languages."""
    return Title(ru=text, en=text)


def answered_by(topics: Mapping[str, str]) -> Configuration:
    """Topics, each answered by a queue."""
    return Configuration(
        operator=title("Волна"),
        queues=tuple(
            QueueRules(id=queue, title=title(queue), code_needed=False)
            for queue in dict.fromkeys(topics.values())
        ),
        topics=tuple(
            TopicRules(id=topic, title=title(topic), queue=queue) for topic, queue in topics.items()
        ),
    )


def ending_slowly(topics: Mapping[str, str], *, seconds: int, reopen: int) -> Configuration:
    """The same, where conversations count down and have work after them, so many seconds each."""
    plain = answered_by(topics)
    return msgspec.structs.replace(
        plain,
        outcomes=tuple(OutcomeRules(id=one, title=title(one)) for one in OUTCOMES),
        queues=tuple(
            msgspec.structs.replace(
                queue,
                closing=seconds,
                wrap_up=WrapUp.TIMED,
                wrap_up_for=seconds,
                reopen=reopen,
                code_needed=True,
            )
            for queue in plain.queues
        ),
    )


def rules_of(topics: Mapping[str, str]) -> Rules:
    """The rules of such a configuration."""
    return Rules(answered_by(topics))
