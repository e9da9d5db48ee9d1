"""The canned replies of an account alone, and how often it uses which: in its encrypted file."""

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, delete, insert, select

from console.core.reply_drafts import ReplyKey
from console.local import tables
from console.local.writer import Writer
from protocol.answers import Knowledge
from protocol.knowledge import CannedReply, ReplyUse
from protocol.scalars import Millis

_reply, _mark, _use = tables.own_reply, tables.own_replies_mark, tables.reply_use


class OwnReplies:
    """The copy of one account; `mark` is up to which change it has come.

    It can always be had from the server again.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._epoch = ""
        self.mark = 0
        self.replies: dict[ReplyKey, CannedReply] = {}
        self.uses: dict[str, ReplyUse] = {}

    async def load(self) -> None:
        """Read what is kept."""

        def work(connection: Connection) -> None:
            mark = connection.execute(select(_mark)).one_or_none()
            if mark is not None:
                self._epoch, self.mark = mark.store_epoch, mark.changed
            for body in connection.execute(select(_reply.c.body)).scalars():
                reply = msgspec.json.decode(body, type=CannedReply)
                self.replies[reply.id, reply.language] = reply
            for row in connection.execute(select(_use)):
                self.uses[row.reply] = ReplyUse(
                    reply=row.reply, mine=row.mine, last=Millis(row.last)
                )

        await self._writer.submit(work)

    async def belong_to(self, store_epoch: str) -> None:
        """What comes is of this store; of another one, or of a past it has lost, nothing stays."""
        if self._epoch == store_epoch:
            return
        anew = bool(self._epoch)
        self._epoch, self.mark = store_epoch, 0
        if anew:
            self.replies, self.uses = {}, {}

        def work(connection: Connection) -> None:
            for table in (_reply, _use) if anew else ():
                connection.execute(delete(table))
            _keep_mark(connection, store_epoch, 0)

        await self._writer.submit(work)

    async def take(self, page: Knowledge) -> None:
        """Keep a page of changes."""
        epoch = self._epoch
        removed = [(reply, language) for reply, language in page.removed_replies]
        keys = [*removed, *((one.id, one.language) for one in page.replies)]
        rows = [
            {"id": one.id, "language": one.language, "body": msgspec.json.encode(one)}
            for one in page.replies
        ]

        def work(connection: Connection) -> None:
            for reply, language in keys:
                connection.execute(
                    delete(_reply).where(_reply.c.id == reply, _reply.c.language == language)
                )
            if rows:
                connection.execute(insert(_reply), rows)
            _keep_mark(connection, epoch, page.through)

        await self._writer.submit(work)
        self.mark = page.through
        for key in removed:
            self.replies.pop(key, None)
        for one in page.replies:
            self.replies[one.id, one.language] = one

    def keep_uses(self, uses: Sequence[ReplyUse]) -> None:
        """Keep what the server has counted."""
        self.uses = {one.reply: one for one in uses}
        self._write_uses(self.uses.values(), anew=True)

    def count(self, replies: Iterable[str], *, at: Millis) -> None:
        """They went out once more: the server has counted them too, and tells at the next start."""
        for reply in replies:
            known = self.uses.get(reply)
            self.uses[reply] = ReplyUse(reply=reply, mine=(known.mine if known else 0) + 1, last=at)
            self._write_uses([self.uses[reply]], anew=False)

    def _write_uses(self, uses: Iterable[ReplyUse], *, anew: bool) -> None:
        rows = [{"reply": one.reply, "mine": one.mine, "last": one.last} for one in uses]

        def work(connection: Connection) -> None:
            names = [row["reply"] for row in rows]
            connection.execute(
                delete(_use) if anew else delete(_use).where(_use.c.reply.in_(names))
            )
            if rows:
                connection.execute(insert(_use), rows)

        self._writer.post(work)


def _keep_mark(connection: Connection, epoch: str, changed: int) -> None:
    connection.execute(delete(_mark))
    connection.execute(insert(_mark).values(store_epoch=epoch, changed=changed))
