"""The configuration of the centre as the rules ask it: by id, with what holds where nothing is set.

What a store still names though it was taken away has the defaults; nobody fails for it.
"""

from protocol.configuration import Configuration, OutcomeRules, QueueRules, Title

NOTHING_SET = Configuration(operator=Title(ru="Pult", en="Pult"), queues=(), topics=())
"""The configuration of a store that nobody has configured."""


class Rules:
    """The configuration, indexed. Immutable: a change makes another one."""

    def __init__(self, configuration: Configuration = NOTHING_SET) -> None:
        self.configuration = configuration
        self._queues = {one.id: one for one in configuration.queues}
        self._outcomes = {one.id: one for one in configuration.outcomes}

    def queue(self, queue: str) -> QueueRules:
        return self._queues.get(queue) or QueueRules(id=queue, title=_untitled(queue))

    def outcome(self, outcome: str) -> OutcomeRules:
        return self._outcomes.get(outcome) or OutcomeRules(id=outcome, title=_untitled(outcome))


def _untitled(identity: str) -> Title:
    """What nobody has named is called by its id."""
    return Title(ru=identity, en=identity)
