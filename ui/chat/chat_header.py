"""Who is in the conversation, about what, and what one may do with the conversation itself."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.core.hints import Onlooker
from console.core.talks import is_talk, person_of
from protocol.conversations import ConversationState, Head
from ui.chat import insets
from ui.chat.onlookers import Onlookers
from ui.theme import fitting, fonts, measures, theme
from ui.theme.icons import Icon
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import ElidedLabel, Label, plain_tool_tip
from ui.widgets.pill import Pill, PillTone

translate = QCoreApplication.translate

HEIGHT, _DENSE_HEIGHT = 52, 46
_COMPACT_HEIGHT = 44
_LEAST = 320
_NAME, _WHOLE_NAME = 84, 160
"""Of the name must be seen, at least: its beginning; and whole, if it is no longer than that."""
_WATCHED = 192
"""Room for who looks on and what he does; one for all of it, or the buttons would dance with it."""
_MARK = "✓"
_GAP, _COMPACT_GAP = 8, 4
_BETWEEN_LINES = 2
"""The circle of who looks on must not touch what is said beside the name."""


class Fit(IntEnum):
    """What a header says where it has less and less room, each with what the one before drops."""

    WHOLE = 0
    DEED = 1
    """Of the buttons only the one that finishes has words."""
    ICONS = 2
    """The buttons are without words."""
    MARK = 3
    """Of «verified» only the mark is left."""
    FACELESS = 4
    """The picture is gone."""
    MARK_BELOW = 5
    """The mark of «verified» is in the line under the name."""


class ChatHeader(QFrame):
    """The line over the transcript; pressing only announces.

    Signals:
        hold_pressed, release_pressed, finish_pressed, take_pressed: of the conversation in view.
        share_pressed: a colleague is wanted for it.
        group_pressed: of the group of colleagues in view, what can be done with it.
        fit_changed: it has room for less, or for more again.
    """

    hold_pressed = Signal()
    share_pressed = Signal()
    release_pressed = Signal()
    finish_pressed = Signal()
    take_pressed = Signal()
    group_pressed = Signal()
    fit_changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_ground(self, Ground.BAR_TOP)
        fitting.fix_height(self, HEIGHT, _DENSE_HEIGHT)
        self.wanted_fit = self._held_fit = Fit.WHOLE
        self._fitted: tuple[object, ...] = ()
        self._row = row = QHBoxLayout(self)
        row.setSpacing(_GAP)
        self._avatar = Avatar()
        row.addWidget(self._avatar)
        self._names = names = QVBoxLayout()
        names.setSpacing(_BETWEEN_LINES)
        names.addStretch(1)
        first = QHBoxLayout()
        first.setSpacing(_GAP)
        self.name = ElidedLabel(kind=fonts.Type.TITLE)
        self._verified = Pill(translate("ChatHeader", "number verified"), PillTone.OK)
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._wait = Pill(name=translate("ChatHeader", "waits"))
        self._wait.hide()
        self._compact = self._is_verified = self._watched = self._timed = False
        self._shown: tuple[object, ...] = ()
        first.addWidget(self.name)
        first.addWidget(self._wait)
        first.addWidget(self._verified)
        first.addStretch(1)
        names.addLayout(first)
        self.about = ElidedLabel(kind=fonts.Type.CAPTION, tone=Tone.MUTED, by_parts=True)
        self.about.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        # Under the name, which must stay whole: it says who is answered.
        self._second = second = QHBoxLayout()
        second.setSpacing(_GAP)
        self._mark = Label(_MARK, kind=fonts.Type.CAPTION_STRONG, tone=Tone.OK)
        self._mark.hide()
        second.addWidget(self._mark)
        second.addWidget(self.about)
        self.onlookers = Onlookers()
        second.addWidget(self.onlookers, 1)
        names.addLayout(second)
        names.addStretch(1)
        row.addLayout(names, 1)
        self.hold = Button(translate("ChatHeader", "Hold"), icon=Icon.HOLD)
        self.share = Button(translate("ChatHeader", "Pass on"), icon=Icon.TRANSFER)
        self.release = Button(translate("ChatHeader", "Give back"), icon=Icon.LOGOUT)
        self.finish = Button(translate("ChatHeader", "Finish"), icon=Icon.DOUBLE_CHECK)
        self.take = PrimaryButton(translate("ChatHeader", "Take"))
        self.group = Button(translate("ChatHeader", "Manage group"), icon=Icon.USERS)
        self.group.clicked.connect(self.group_pressed)
        self.hold.clicked.connect(self.hold_pressed)
        self.share.clicked.connect(self.share_pressed)
        self.release.clicked.connect(self.release_pressed)
        self.finish.clicked.connect(self.finish_pressed)
        self.take.clicked.connect(self.take_pressed)
        self._buttons = (self.hold, self.share, self.release, self.finish, self.group)
        for button in (*self._buttons[:-1], self.take, self.group):
            button.setAccessibleName(button.text())
            row.addWidget(button)
        theme.current().measures_changed.connect(self._fit)

    def show_head(self, head: Head, *, about: str, mine: bool, me: str, may_take: bool) -> None:
        """Show a conversation."""
        held, talk = head.state is ConversationState.HELD, is_talk(head)
        closing = head.state is ConversationState.CLOSING
        after = head.state is ConversationState.WRAP_UP and head.owner == me
        known = head.state is ConversationState.SCHEDULED and head.known_agent == me
        takeable = may_take and (head.state is ConversationState.QUEUED or known)
        who = head.name, person_of(head), head.verified
        shown = (*who, about, held, talk, mine, head.group, takeable, closing, after)
        if shown == self._shown:
            return  # nothing of this is told by a message, and those come sixty times a second
        self._shown = shown
        self._avatar.set_person(name=head.name, person=person_of(head))
        self.name.set_text(head.name)
        self.about.set_text(about)
        self._is_verified = head.verified
        words = translate("ChatHeader", "Resume") if held else translate("ChatHeader", "Hold")
        if closing:
            words = translate("ChatHeader", "Keep open")
        if self.hold.accessibleName() != words:
            self.hold.setAccessibleName(words)
            self.hold.set_icon(Icon.PLAY if held or closing else Icon.HOLD)
        words = translate("ChatHeader", "Finish")
        if closing:
            words = translate("ChatHeader", "Close now")
        elif after:
            words = translate("ChatHeader", "Sum up")
        self.finish.setAccessibleName(words)
        set_ground(self, Ground.BAR_TALK if talk else Ground.BAR_TOP)
        self.hold.setVisible(mine and not talk)
        for button in (self.share, self.release):
            button.setVisible(mine and not talk and not closing)
        self.finish.setVisible((mine and not talk) or after)
        self.group.setVisible(mine and head.group)
        self.take.setVisible(takeable)
        words = (
            translate("ChatHeader", "Talk with colleagues: {name}")
            if talk
            else translate("ChatHeader", "Chat with {name}")
        )
        self.setAccessibleName(words.format(name=head.name))
        self._fit()

    def set_compact(self, compact: bool) -> None:
        """Among other chats: lower, and with how long the subscriber waits."""
        if compact != self._compact:
            self._compact = compact
            if compact:
                fitting.fix_height(self, _COMPACT_HEIGHT)
            else:
                fitting.fix_height(self, HEIGHT, _DENSE_HEIGHT)
            for line in (self._row, self._second):
                line.setSpacing(_COMPACT_GAP if compact else _GAP)
            self._wait.setVisible((compact or self._timed) and bool(self._wait.text()))
            self._fit()

    def show_wait(self, words: str, tone: PillTone, *, always: bool = False) -> None:
        """How long the subscriber waits; the tab says so where only one chat is in view.

        How long the chat is open yet, or its end may be written, is said always.
        """
        self._wait.set(words, tone)
        self._wait.setAccessibleName(words if always else translate("ChatHeader", "waits"))
        self._timed = always
        shown = (self._compact or always) and bool(words)
        if shown == self._wait.isHidden():
            self._wait.setVisible(shown)
            self._fit()

    def show_onlookers(self, people: Sequence[Onlooker]) -> None:
        """Who else has it in view; the buttons make room for them."""
        self.onlookers.show_people(people)
        if self.onlookers.isHidden() is self._watched:
            self._make_room()

    def hold_fit(self, fit: Fit) -> None:
        """Say no more than a neighbour has room for: side by side they are to be in line."""
        if fit is not self._held_fit:
            self._held_fit = fit
            self._say(max(self.wanted_fit, fit))

    def _make_room(self) -> None:
        if not self.underMouse():  # nothing slips away from under the hand that would press it
            self._watched = not self.onlookers.isHidden()
            self._fit()

    def _fit(self) -> None:
        """Say as much as leaves room for the name, and for who looks on beside the topic."""
        shown = [button.accessibleName() for button in self._buttons if not button.isHidden()]
        marks = self._is_verified, self._wait.isHidden(), self._compact
        whole = min(self.name.sizeHint().width(), measures.length(_WHOLE_NAME))
        line = self.about.sizeHint().width() + measures.length(_WATCHED) if self._watched else 0
        fitted = (self.width(), measures.in_force(), whole, line, *marks, *shown)
        if fitted == self._fitted:
            return
        self._fitted = fitted
        side = insets.side(self.width())
        self._row.setContentsMargins(side, 0, side, 1)
        before = self.wanted_fit
        fits = (fit for fit in Fit if self._leaves_room(fit, name=whole, line=line))
        self.wanted_fit = next(fits, Fit.MARK_BELOW)
        self._say(max(self.wanted_fit, self._held_fit))
        self._row.activate()
        if self.wanted_fit is not before:
            self.fit_changed.emit()

    def _say(self, fit: Fit) -> None:
        for button in self._buttons:
            words = button.accessibleName()
            worded = fit < (Fit.ICONS if button is self.finish else Fit.DEED)
            button.setText(words if worded else "")
            button.setToolTip("" if button.text() else plain_tool_tip(words))
        words = translate("ChatHeader", "number verified")
        self._verified.set(_MARK if fit >= Fit.MARK else words, PillTone.OK)
        for mark in (self._verified, self._mark):
            mark.setAccessibleName(words)
            mark.setToolTip(plain_tool_tip(words))
        self._verified.setVisible(self._is_verified and fit < Fit.MARK_BELOW)
        self._mark.setVisible(self._is_verified and fit >= Fit.MARK_BELOW)
        faced = fit < Fit.FACELESS
        self._avatar.setVisible(faced)
        # As far from the picture and the buttons as ever, though all else is closer.
        apart = _GAP - self._row.spacing()
        self._names.setContentsMargins(apart if faced else 0, 0, apart, 0)

    def _leaves_room(self, fit: Fit, *, name: int, line: int) -> bool:
        self._say(fit)
        self._row.invalidate()
        self._row.activate()  # else the rows in it go by what they were asked before
        least = self._row.minimumSize().width()
        if fit < Fit.ICONS:  # more than the words of the buttons nothing gives to who looks on
            beside = least - self._names.minimumSize().width()
            if beside + line > self.width():
                return False
        wanted = max(measures.length(_NAME), name - self.name.minimumSizeHint().width())
        return least + wanted <= self.width()

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return measures.size(_LEAST, HEIGHT)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
