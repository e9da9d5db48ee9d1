"""Small configurations for tests: queues and topics with defaults in everything else."""

from collections.abc import Mapping

from protocol.configuration import Configuration, QueueRules, Title, TopicRules
from server_stub.domain.configuration import Rules


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


def rules_of(topics: Mapping[str, str]) -> Rules:
    """The rules of such a configuration."""
    return Rules(answered_by(topics))
