"""Whom a conversation can be passed on to: found by the beginnings of names, most room first."""

from collections.abc import Iterable

from protocol.workplace import Receiver
from server_stub.domain.colleagues import is_called, standing


def found(receivers: Iterable[Receiver], query: str) -> list[Receiver]:
    """Those who are called so, in the order in which to ask them.

    Who is on line and has room comes first, then who is on line; equals by name.
    """
    return sorted((one for one in receivers if is_called(one.name, query)), key=_turn)


def _turn(one: Receiver) -> tuple[int, int, str, str]:
    presence, name, account = standing(one.presence, one.name, one.account)
    return presence, -max(0, one.room - one.used), name, account
