"""Wake-ups as they go between nodes: each encoded by itself, many in one message.

A wake-up that this program cannot read, of a newer one on another node, costs itself and no other:
what it spoke of is found by comparing.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from server_stub.bus.wakes import ConversationWake, Wake

WAKE_BYTES = 64 * 1024
"""Of one wake-up with what it carries: longer texts are read from the store by those they concern,
so that one of them never holds up the many short ones behind it."""

MESSAGE_BYTES = 256 * 1024
"""Of one message: a quarter of what a broker takes unless it is told otherwise."""

_encoder = msgspec.msgpack.Encoder()
_wake = msgspec.msgpack.Decoder(Wake)
_message = msgspec.msgpack.Decoder(tuple[str, list[msgspec.Raw]])


def pack(wake: Wake) -> bytes | None:
    """One wake-up; without its entries, if they are long, and None where that is no help."""
    packed = _encoder.encode(wake)
    if len(packed) <= WAKE_BYTES:
        return packed
    if not isinstance(wake, ConversationWake):
        return None
    # Nobody stands exactly there but who has it already: everybody else reads.
    bare = msgspec.structs.replace(wake, after_rev=wake.conversation.rev, entries=())
    packed = _encoder.encode(bare)
    return packed if len(packed) <= WAKE_BYTES else None


def messages(origin: str, packed: Iterable[bytes]) -> Iterator[bytes]:
    """Messages of one node with these wake-ups, in order."""
    together: list[msgspec.Raw] = []
    size = 0
    for one in packed:
        if together and size + len(one) > MESSAGE_BYTES:
            yield _encoder.encode((origin, together))
            together, size = [], 0
        together.append(msgspec.Raw(one))
        size += len(one)
    if together:
        yield _encoder.encode((origin, together))


def unpack(message: bytes) -> tuple[str, Sequence[Wake], int]:
    """Whose message it is, its wake-ups, and how many more it had that cannot be read.

    Raises `msgspec.DecodeError` for what is no message of a node.
    """
    origin, packed = _message.decode(message)
    wakes: list[Wake] = []
    for one in packed:
        try:
            wakes.append(_wake.decode(one))
        except msgspec.DecodeError:
            continue
    return origin, wakes, len(packed) - len(wakes)
