"""The manager of canned replies: the list at the left, one of them at the right."""

import msgspec
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.core import canned
from console.core.errors import ConsoleError
from console.core.reply_drafts import ReplyDraft, ReplyKey, may_write
from console.core.tasks import TaskOwner
from console.local.resting import Resting
from console.viewmodels.reply_rows import ReplyRow, reply_rows
from protocol.knowledge import CannedReply, ReplyScope
from ui.desk.desk_feed import DeskFeed
from ui.replies.reply_deeds import ReplyDeeds
from ui.replies.reply_editor import Preview, ReplyEditor
from ui.replies.reply_files import ReplyFiles
from ui.replies.reply_list import ReplyList
from ui.replies.reply_place import ReplyPlace
from ui.theme import fitting, fonts, measures
from ui.theme.icons import Icon
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.ground import Ground, set_ground
from ui.widgets.labels import Label
from ui.widgets.scroll_page import GUTTER
from ui.widgets.search_field import SearchField
from ui.widgets.segmented_tabs import SegmentedTabs
from ui.widgets.toast import Toast

translate = QCoreApplication.translate

_SIZE = QSize(1020, 680)
_LIST_WIDTH = 372
"""As wide as a message over it needs."""
_TOLD_APART = 16
"""Between what is told and what is round it."""
_ROUND = QSize(48, 48)
"""Of the window below that stays in sight."""
_SCOPES = (None, *ReplyScope)


class RepliesWindow(QDialog):
    """Opened over a window, never run. Esc closes it; what is not saved is there the next time."""

    def __init__(
        self, feed: DeskFeed, *, language: str, preview: Preview, owner: TaskOwner, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._feed, self._owner, self._language = feed, owner, language
        self._session = feed.session
        self._everybody: dict[str, int] | None = None
        self._unkept: ReplyDraft | None = None
        title = translate("Replies", "Templates")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_ground(self, Ground.SURFACE)
        self.resize(
            measures.size(_SIZE.width(), _SIZE.height()).boundedTo(parent.window().size() - _ROUND)
        )
        account = feed.store.account
        self._scopes = [
            one for one in ReplyScope if may_write(account.role if account else None, one)
        ]
        self.search = SearchField(name=translate("Replies", "Find a template"))
        self.tabs = SegmentedTabs(name=translate("Replies", "Whose"), large=False)
        self.list = ReplyList()
        self.editor = ReplyEditor(ReplyPlace(lambda: feed.store.workplace, self._scopes), preview)
        self.nothing = EmptyState(icon=Icon.SLASH, title="")
        self.files = ReplyFiles(self._session, owner=owner, window=self)
        self._lay_out(title)
        self._resting = Resting(self.keep_now)
        self._connect()
        self.deeds = ReplyDeeds(self, self._session, owner=owner)
        self._subscription = self._session.subscribe_to_replies(self.show_rows)
        self.show_rows()
        self.search.setFocus()
        self._reading = owner.spawn("reply uses", self._read_uses())

    def show_rows(self) -> None:
        """What there is now, as it is sought."""
        self.keep_now()
        session = self._session
        wanted = canned.Wanted(
            language=self._language, uses=session.reply_uses(), now=self._feed.now()
        )
        rows = reply_rows(
            session.replies(),
            session.reply_drafts,
            typed=self.search.query(),
            scope=_SCOPES[self.tabs.current()],
            wanted=wanted,
            everybody=self._everybody,
        )
        self.list.show_rows(rows, self._feed.store.workplace)

    def begin(self, text: str = "") -> None:
        """Write a new one, perhaps of a text that was written elsewhere."""
        draft = self._session.new_reply(language=self._language)
        self.write(msgspec.structs.replace(draft, text=text))

    def write(self, draft: ReplyDraft) -> None:
        """Go on with a reply that is nowhere yet."""
        self.keep_now()
        self._session.keep_reply_draft(draft)
        self.search.clear()
        self.tabs.choose(0)
        self.go_to(draft.key)
        self.editor.focus_title()

    def go_to(self, key: ReplyKey) -> None:
        """Show what there is now, and this one of it."""
        self.show_rows()
        self.list.choose(key)

    def forget_typing(self) -> None:
        """What was typed last is not to be kept."""
        self._unkept = None
        self._resting.stop()

    async def _read_uses(self) -> None:
        try:
            uses = await self._session.uses_of_all()
        except ConsoleError:
            return  # without a server one's own are known all the same
        self._everybody = {one.reply: one.everybody for one in uses}
        self.show_rows()

    def tell(self, title: str, text: str = "", *, action: str = "") -> Toast:
        """Say what has happened."""
        close = translate("Replies", "Close the notice")
        toast = Toast(
            title, text=text, action=action, close_name=close, low=True, parent=self._left
        )
        toast.closed.connect(self._leave_room)
        self._leave_room()
        return toast

    def _leave_room(self) -> None:
        """The list ends above what is told: no row is covered."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        told = [one for one in self._left.findChildren(Toast, options=direct) if not one.isHidden()]
        taken = sum(one.height() + _TOLD_APART for one in told)
        self._side.setContentsMargins(0, 0, 0, taken + _TOLD_APART if told else 0)

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24 - GUTTER, 20)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 4)
        head.addWidget(Label(title, kind=fonts.Type.TITLE))
        head.addStretch(1)
        self.new_button = Button(translate("Replies", "New template"), icon=Icon.PLUS)
        head.addWidget(self.new_button)
        for scope in (
            translate("Replies", "All"),
            translate("Replies", "Mine"),
            translate("Replies", "Group"),
            translate("Replies", "Shared"),
        ):
            self.tabs.add(scope)
        left = self._left = QWidget()
        fitting.fix_width(left, _LIST_WIDTH)
        side = self._side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(8)
        side.addLayout(head)
        for widget in (self.search, self.tabs):
            side.addWidget(widget)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.nothing)
        side.addWidget(self.stack, 1)
        right = QWidget()  # as wide as it is, whether a reply is shown in it or none
        shown = QVBoxLayout(right)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.addWidget(self.editor)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(left)
        row.addWidget(right, 1)
        column.addLayout(row, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, GUTTER, 0)
        foot.setSpacing(8)
        foot.addWidget(self.files.load_button)
        foot.addWidget(self.files.save_button)
        foot.addStretch(1)
        close = Button(translate("Replies", "Close"))
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        column.addLayout(foot)

    def _connect(self) -> None:
        QShortcut(QKeySequence("Ctrl+F"), self, self._go_to_search)
        # Not those of buttons: they click a moment later, and what is typed meanwhile goes astray.
        for keys, button, do in (
            ("Ctrl+N", self.new_button, self._on_new_clicked),
            ("Ctrl+Return", self.editor.save_button, self._on_save_pressed),
        ):
            button.set_keys(QKeySequence(keys), bound=False)
            QShortcut(QKeySequence(keys), self, do)
        self.search.query_changed.connect(self.show_rows)
        self.search.moved.connect(self.list.step)
        self.search.chosen.connect(self.editor.focus_title)
        self.tabs.chosen.connect(self.show_rows)
        self.new_button.clicked.connect(self._on_new_clicked)
        self.list.row_chosen.connect(self._on_list_row_chosen)
        self.editor.edited.connect(self._on_editor_edited)
        self.files.told.connect(self.tell)
        self._feed.link_changed.connect(self._on_feed_link_changed)

    # What is being written

    def _on_new_clicked(self) -> None:
        self.begin()

    def _on_save_pressed(self) -> None:
        if self.editor.save_button.isEnabled():
            self.deeds.save()

    def _on_editor_edited(self, draft: ReplyDraft) -> None:
        chosen = self.list.chosen()
        row = self.editor.row
        if chosen is None or row is None:
            return
        if draft.key != chosen.key:
            # Another language is another reply, of one that is nowhere yet.
            self._session.drop_reply_draft(chosen.key)
            self._unkept = draft
            self.go_to(draft.key)
            return
        self._unkept = draft
        self._resting.stir()
        self.list.rows.update_row(row)

    def keep_now(self) -> None:
        """On its way to the disk; what says the same as the server's is no draft."""
        draft, self._unkept = self._unkept, None
        self._resting.stop()
        if draft is None:
            return
        there = self._there(draft.key)
        if there is not None and draft.is_of(there):
            self._session.drop_reply_draft(draft.key)
        else:
            self._session.keep_reply_draft(draft)

    def _there(self, key: ReplyKey) -> CannedReply | None:
        """As the server has it."""
        return next((one for one in self._session.replies() if (one.id, one.language) == key), None)

    # What is shown

    def _on_list_row_chosen(self, row: ReplyRow | None) -> None:
        self.keep_now()
        if row is None:
            self._say_nothing()
            return
        self.editor.show_row(row, writable=self.may_write(row))
        self.editor.show()
        self.stack.setCurrentWidget(self.list)

    def may_write(self, row: ReplyRow) -> bool:
        """Whether its user may change it, as far as is known here."""
        return row.draft.scope in self._scopes

    def _say_nothing(self) -> None:
        if self.search.query():
            icon, title = Icon.SEARCH, translate("Replies", "No templates found")
            everywhere = _SCOPES[self.tabs.current()] is None
            text = (
                translate("Replies", "Try other words.")
                if everywhere
                else translate("Replies", "Try other words, or search all templates.")
            )
        else:
            icon, title = Icon.SLASH, translate("Replies", "No templates here yet")
            text = translate(
                "Replies", "Write once what you send often: a slash and a word will insert it."
            )
        self.nothing.set_words(title=title, text=text, icon=icon)
        self.stack.setCurrentWidget(self.nothing)
        if self.editor.isAncestorOf(self.focusWidget()):
            self.search.setFocus()
        self.editor.hide()

    def _go_to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_feed_link_changed(self) -> None:
        if self._feed.store.link.live:
            self.editor.show_error("")

    # Qt overrides

    def done(self, result: int) -> None:
        self.keep_now()
        self._subscription.close()
        if self._reading is not None:
            self._reading.cancel()
        self.deeds.close()
        self.files.close()
        super().done(result)
