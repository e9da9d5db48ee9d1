"""Rules of canned replies: who may change which, and that nobody overwrites the unseen."""

import msgspec

from protocol import commands
from protocol.ids import AccountId, QueueId
from protocol.knowledge import CannedReply, ReplyScope
from protocol.scalars import Millis
from server_stub.domain.acts import Actor
from server_stub.domain.errors import NotFound, OutOfBounds, StaleVersion
from server_stub.domain.permissions import Relation, authorize_reply


class KeptReply(msgspec.Struct, frozen=True, kw_only=True):
    """A canned reply as it is kept: whose it is, and whether it has been taken away."""

    reply: CannedReply
    account: str = ""
    """Of one's own reply: whose."""
    removed: bool = False


class ReplySent(msgspec.Struct, frozen=True):
    """A message made of a canned reply went out."""

    account: AccountId
    reply: str
    at: Millis


def save(actor: Actor, request: commands.SaveReply, kept: KeptReply | None) -> KeptReply:
    """What is kept from now on, or a refusal. What was taken away can be saved anew by its id."""
    if (request.queue is not None) is not (request.scope is ReplyScope.GROUP):
        raise OutOfBounds(rule="queue", field="queue")
    relation = _relation(kept, actor)
    if kept is not None and not _is_of(kept.reply, request):
        relation = Relation.FOREIGN
    if relation is Relation.MISSING and not request.version:
        relation = Relation.NONE
    authorize_reply(actor, "save_reply", relation, scope=request.scope)
    _require_version(kept, request.version)
    reply = CannedReply(
        id=request.reply,
        language=request.language,
        title=request.title,
        text=request.text,
        topic=kept.reply.topic if kept is not None else "",
        popularity=kept.reply.popularity if kept is not None else 0,
        scope=request.scope,
        queue=QueueId(request.queue) if request.queue is not None else None,
        shortcut=request.shortcut,
    )
    return KeptReply(reply=reply, account=actor.id if request.scope is ReplyScope.OWN else "")


def delete(actor: Actor, request: commands.DeleteReply, kept: KeptReply | None) -> None:
    """Let it be taken away, or refuse."""
    scope = kept.reply.scope if kept is not None else ReplyScope.OWN
    authorize_reply(actor, "delete_reply", _relation(kept, actor), scope=scope)
    _require_version(kept, request.version)


def _relation(kept: KeptReply | None, actor: Actor) -> Relation:
    """Shared ones are nobody's own and nobody's secret: the scope says who may change them."""
    if kept is not None and kept.account not in ("", actor.id):
        return Relation.FOREIGN
    if kept is None or kept.removed:
        return Relation.MISSING
    return Relation.OWN


def _is_of(reply: CannedReply, request: commands.SaveReply) -> bool:
    return (reply.scope, reply.queue) == (request.scope, request.queue)


def _require_version(kept: KeptReply | None, seen: int) -> None:
    present = 0 if kept is None or kept.removed else kept.reply.version
    if not present and seen:
        raise NotFound
    if present != seen:
        raise StaleVersion(version=present)
