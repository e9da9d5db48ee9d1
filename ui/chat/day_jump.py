"""Going to a day of the conversation in view, or of those its subscriber had before."""

import asyncio
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from console.viewmodels import days, formats
from console.viewmodels.joined_transcript import JoinedTranscript
from protocol.ids import ConversationId
from protocol.scalars import Millis
from ui.chat.day_dialog import DayDialog
from ui.chat.earlier_talks import EarlierTalks
from ui.chat.transcript_view import TranscriptView
from ui.desk import refusals
from ui.desk.desk_feed import DeskFeed
from ui.widgets.day_field import today
from ui.widgets.toast import Toast

translate = QCoreApplication.translate


class DayJump(QObject):
    """One question at a time; whoever closes it stops the reading, and what was read stays."""

    def __init__(
        self,
        feed: DeskFeed,
        *,
        transcript: TranscriptView,
        joined: JoinedTranscript,
        earlier: EarlierTalks,
        owner: TaskOwner,
        over: QWidget,
    ) -> None:
        super().__init__(over)
        self._session = feed.session
        self._transcript = transcript
        self._joined = joined
        self._earlier = earlier
        self._owner = owner
        self._over = over
        self._task: asyncio.Task[Any] | None = None
        self.dialog: DayDialog | None = None

    def ask(self) -> None:
        """Ask for a day; the one that is read now is proposed."""
        if self._joined.conversation is None or self.dialog is not None:
            return
        placed = self._transcript.placed_rows()
        at = self._joined.row_at(placed[0].position).at if placed else None
        self.dialog = DayDialog(days.day_of(at) if at else today(), parent=self._over.window())
        self.dialog.day_wanted.connect(self._on_dialog_day_wanted)
        self.dialog.finished.connect(self._on_dialog_finished)
        self.dialog.open()

    def _on_dialog_day_wanted(self, day: date) -> None:
        if self._joined.conversation is not None:
            self._task = self._owner.spawn("go to a day", self._go(self._joined.conversation, day))

    def _on_dialog_finished(self) -> None:
        self.dialog = None
        if self._task is not None:
            self._task.cancel()

    async def _go(self, conversation: ConversationId, day: date) -> None:
        at = days.began(day)
        try:
            await self._read_back(conversation, at)
        except ConsoleError as error:
            if self.dialog is not None:
                self.dialog.refuse(refusals.reading_sentence(error))
            return
        self._task = None
        if self.dialog is None:
            return
        if conversation != self._joined.conversation:
            self.dialog.reject()  # another chat is in view by now
            return
        row = self._joined.first_said(at)
        if row is None:
            self.dialog.refuse(self._nothing_since(day))
            return
        self.dialog.accept()
        self._transcript.go_to(row)
        self._transcript.setFocus()
        self._tell(row, day)

    async def _read_back(self, conversation: ConversationId, at: Millis) -> None:
        self._say()
        await self._session.read_back_before(conversation, at, tell=self._say)
        if conversation == self._joined.conversation:
            await self._earlier.read_back_before(at, tell=self._say)

    def _say(self) -> None:
        if self.dialog is not None and self._joined.rowCount():
            words = translate("DayJump", "Loading older messages, back to {day} so far…")
            self.dialog.say(words.format(day=formats.day(self._joined.row_at(0).at)))

    def _nothing_since(self, day: date) -> str:
        last = self._joined.rowCount() - 1
        if last < 0:
            return translate("DayJump", "Nothing has been said here yet.")
        words = translate(
            "DayJump", "Nothing was said on {day} or later; the last entry is of {last}."
        )
        return words.format(
            day=formats.iso_day(day.isoformat()), last=formats.day(self._joined.row_at(last).at)
        )

    def _tell(self, row: int, day: date) -> None:
        """Say so where it is not the day that was asked for."""
        found = self._joined.row_at(row).at
        if days.day_of(found) == day:
            return
        if self._joined.first_said(Millis(0)) == row:
            title = translate("DayJump", "Nothing here is older")
        else:
            title = translate("DayJump", "Nothing was said on that day")
        words = translate("DayJump", "You asked for {day}; the next message is of {found}.")
        Toast(
            title,
            text=words.format(day=formats.iso_day(day.isoformat()), found=formats.day(found)),
            close_name=translate("DayJump", "Close the notice"),
            parent=self._over,
        )
