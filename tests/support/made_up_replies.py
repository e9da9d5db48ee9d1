"""Canned replies at the made-up server: saved, taken away, counted, told in pages."""

from collections.abc import Callable

import msgspec

from console.core.errors import CommandRejected
from protocol import answers, commands
from protocol.errors import ErrorCode
from protocol.ids import QueueId
from protocol.knowledge import CannedReply, ReplyScope, ReplyUse
from protocol.scalars import Millis

Key = tuple[str, str]


class MadeUpReplies:
    """Of one account; `tell` is how it hears that something has changed."""

    def __init__(self, tell: Callable[[answers.KnowledgeChanged], None]) -> None:
        self._tell = tell
        self._changed = 1
        self._kept: dict[Key, CannedReply] = {}
        self._gone: dict[Key, tuple[int, bool]] = {}
        self.uses: list[ReplyUse] = []

    def page(self, command: commands.SyncKnowledge) -> answers.Knowledge:
        """What has changed."""
        after = command.after_change
        return answers.Knowledge(
            request=0,
            articles=[],
            replies=[
                one
                for one in self._kept.values()
                if one.version > after and (one.scope is ReplyScope.OWN) is command.own
            ],
            removed_articles=[],
            removed_replies=[
                list(key)
                for key, (changed, own) in self._gone.items()
                if changed > after and own is command.own
            ],
            through=max(after, self._changed),
        )

    def save(self, command: commands.SaveReply) -> answers.ReplyKept:
        """Keep it, unless another has been kept since."""
        known = self._kept.get((command.reply, command.language))
        if known is not None and known.version != command.version:
            raise CommandRejected(ErrorCode.STALE_VERSION, data={"version": known.version})
        reply = CannedReply(
            id=command.reply,
            language=command.language,
            title=command.title,
            text=command.text,
            topic="",
            popularity=0,
            scope=command.scope,
            queue=QueueId(command.queue) if command.queue else None,
            shortcut=command.shortcut,
        )
        self.put(reply)
        return answers.ReplyKept(request=0, version=self._changed)

    def put(self, reply: CannedReply) -> None:
        """Somebody else keeps it, or the same person elsewhere."""
        self._changed += 1
        key = reply.id, reply.language
        self._gone.pop(key, None)
        self._kept[key] = msgspec.structs.replace(reply, version=self._changed)
        self._say(own=reply.scope is ReplyScope.OWN)

    def delete(self, command: commands.DeleteReply) -> answers.ReplyKept:
        """Take it away."""
        self.lose((command.reply, command.language))
        return answers.ReplyKept(request=0, version=self._changed)

    def lose(self, key: Key) -> None:
        """It is gone."""
        own = self._kept.pop(key).scope is ReplyScope.OWN
        self._changed += 1
        self._gone[key] = (self._changed, own)
        self._say(own=own)

    def read_uses(self, command: commands.ReadReplyUses) -> answers.ReplyUses:
        """As they are set here."""
        uses = self.uses
        if not command.everybody:
            uses = [msgspec.structs.replace(one, everybody=0) for one in uses]
        return answers.ReplyUses(request=0, uses=uses)

    def _say(self, *, own: bool) -> None:
        self._tell(answers.KnowledgeChanged(through=self._changed, own=own))


def made_up_reply(
    name: str,
    title: str,
    text: str,
    *,
    scope: ReplyScope = ReplyScope.OWN,
    queue: str | None = None,
    shortcut: str = "",
    language: str = "ru",
) -> CannedReply:
    """A reply to put there."""
    return CannedReply(
        id=name,
        language=language,
        title=title,
        text=text,
        topic="",
        popularity=0,
        scope=scope,
        queue=QueueId(queue) if queue else None,
        shortcut=shortcut,
    )


def some_uses(now: int) -> list[ReplyUse]:
    """Uses of what the made-up replies are called."""
    day = 86_400_000
    return [
        ReplyUse(reply="thanks", mine=31, last=Millis(now - day), everybody=31),
        ReplyUse(reply="night_shift", mine=4, last=Millis(now - 3 * day), everybody=218),
    ]
