"""What the console offers to whom: the server decides, this only spares people a refusal."""

from protocol.people import Role

_ANSWERING = frozenset({Role.AGENT, Role.LEAD})


_SEEING = frozenset({Role.AGENT, Role.LEAD, Role.ADMIN})


def may_answer(role: Role | None) -> bool:
    """Whether one of this role can be on line and take chats; while nobody knows it, it may be."""
    return role is None or role in _ANSWERING


def may_lead(role: Role | None) -> bool:
    """Whether one of this role has a board, and the pages beside it."""
    return role is Role.LEAD


def may_see(role: Role | None) -> bool:
    """Whether one of this role can look into conversations of subscribers at all."""
    return role is None or role in _SEEING
