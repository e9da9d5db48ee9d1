"""Whom a conversation can be passed on to: found by the beginnings of names, most room first."""

from collections.abc import Iterable

from protocol.values import Presence, Receiver

_ORDER = {Presence.ONLINE: 0, Presence.BUSY: 1, Presence.BREAK: 2, Presence.OFFLINE: 3}


def found(receivers: Iterable[Receiver], query: str) -> list[Receiver]:
    """Those whose name has a word for each word of the query, in the order in which to ask them.

    Who is on line and has room comes first, then who is on line; equals by name.
    """
    wanted = query.casefold().split()
    return sorted(
        (one for one in receivers if _fits(one.name, wanted)),
        key=lambda one: (
            _ORDER[one.presence],
            -max(0, one.room - one.used),
            one.name.casefold(),
            one.account,
        ),
    )


def _fits(name: str, wanted: list[str]) -> bool:
    words = name.casefold().replace("-", " ").split()
    return all(any(word.startswith(start) for word in words) for start in wanted)
