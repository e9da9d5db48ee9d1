"""What a lead is told of his shift and does in it: the board, and the lists behind its figures."""

import contextlib
from collections.abc import Iterable

from console.basis import SessionBasis
from console.core import events
from console.core.changes import AccountChanged, Change, LinkChanged
from console.core.errors import CommandRejected, LinkError
from protocol.answers import Ok
from protocol.board import BoardAlert, BoardListed, ListBoard, WatchBoard
from protocol.ids import AccountId, ConversationId, QueueId


class Leading:
    """The board is watched over every break of the link, once somebody wants it.

    `silent` names the conversations that a lead reads without being seen at them.
    """

    def __init__(self, basis: SessionBasis) -> None:
        self._basis = basis
        self._watching = False
        self._asked = False
        """On the link that is up now."""
        basis.subscribe(self._follow_board)

    def watch_board(self, *, watching: bool) -> None:
        """Be told the board from now on, or no more; it comes as changes. Idempotent."""
        if watching is self._watching:
            return
        self._watching = watching
        if watching:
            self._ask_for_board()
        elif self._asked:
            self._asked = False
            self._basis.owner.spawn("board", self._watch(watching=False))

    async def list_board(
        self,
        figure: str,
        *,
        queue: QueueId | None = None,
        account: AccountId | None = None,
        before: int | None = None,
        last: ConversationId | None = None,
    ) -> BoardListed:
        """The conversations that a figure counts; `before` and `last` tell where a page ended.

        Raises `CommandRejected`, `LinkLost`.
        """
        return await self._basis.link.ask(
            lambda request: ListBoard(
                request=request,
                figure=figure,
                queue=queue,
                account=account,
                before=before,
                last=last,
            ),
            BoardListed,
        )

    def acknowledge(self, alerts: Iterable[BoardAlert]) -> None:
        """These alerts were seen: they stand on the board, and call nobody any more."""
        self._basis.apply([events.AlertsSeen(tuple(alerts))])

    def _follow_board(self, changes: Iterable[Change]) -> None:
        if any(isinstance(change, LinkChanged | AccountChanged) for change in changes):
            if not self._basis.store.link.live:
                self._asked = False
            self._ask_for_board()

    def _ask_for_board(self) -> None:
        if self._watching and not self._asked and self._basis.store.link.live:
            self._asked = True
            self._basis.owner.spawn("board", self._watch(watching=True))

    async def _watch(self, *, watching: bool) -> None:
        if watching:
            self._basis.apply([events.BoardAsked()])
        with contextlib.suppress(LinkError, CommandRejected):  # asked again on the next link
            await self._basis.link.ask(
                lambda request: WatchBoard(request=request, watching=watching), Ok
            )
