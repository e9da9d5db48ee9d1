"""What a desk is told of the configuration, in the language of its user. Pure."""

from protocol.configuration import Title
from protocol.ids import QueueId
from protocol.workplace import Choice, QueueInfo, Workplace
from server_stub.domain.configuration import Rules


def workplace_of(rules: Rules, language: str) -> Workplace:
    """Queues, choices and the operator's name."""

    def said(title: Title) -> str:
        return title.en if language == "en" else title.ru

    known = rules.configuration
    return Workplace(
        queues=[
            QueueInfo(
                id=QueueId(queue.id),
                title=said(queue.title),
                warn_after_s=queue.warn_after,
                late_after_s=queue.late_after,
                urgent=queue.urgent,
                outcomes=list(queue.codes),
                outcome_needed=queue.code_needed,
            )
            for queue in known.queues
        ],
        topics=[Choice(id=one.id, title=said(one.title), queue=one.queue) for one in known.topics],
        outcomes=[Choice(id=one.id, title=said(one.title)) for one in known.outcomes],
        breaks=[Choice(id=one.id, title=said(one.title)) for one in known.breaks],
        skills=[Choice(id=one.id, title=said(one.title)) for one in known.skills],
        operator=said(known.operator),
    )
