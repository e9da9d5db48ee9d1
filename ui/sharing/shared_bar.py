"""The line under a chat's header that says who else has a part in it, and what one can do of it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.core.sharing import has_joined, held_out, is_guest
from console.viewmodels import formats
from protocol.conversations import Guest, Head
from protocol.ids import AccountId
from protocol.scalars import Millis
from ui.theme import fitting, fonts
from ui.theme.icons import Icon
from ui.widgets import painting, plain_text
from ui.widgets.buttons import Button
from ui.widgets.flow_row import FlowRow
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import ElidedLabel, Label, plain_tool_tip

translate = QCoreApplication.translate

_NAME = 40


class SharedBar(QFrame):
    """Hidden while nobody else has a part in the conversation.

    Signals:
        call_back_pressed: hold it out no longer.
        step_out_pressed: leave it as a guest.
        send_away_pressed: this guest is to leave.
    """

    call_back_pressed = Signal()
    step_out_pressed = Signal()
    send_away_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] | None = None
        self._until: Millis | None = None
        self._waits: ElidedLabel | None = None
        set_ground(self, Ground.BAR_ACCENT)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 4, 16, 4)
        self._column.setSpacing(2)
        self.hide()

    def show_head(self, head: Head, *, me: AccountId | None, mine: bool) -> None:
        """Show who has a part in this conversation."""
        offer = held_out(head) if mine else None
        guest = is_guest(head, me) and not mine and not has_joined(head, me)
        guests = tuple(one for one in head.guests if not one.lead) if mine else ()
        shown = (head.id, offer, guest, head.owner_name, guests)
        if shown == self._shown:
            return
        self._shown = shown
        self._empty()
        self._until = offer.until if offer else None
        words: list[str] = []
        if offer is not None:
            name = plain_text.plain_line(offer.name, shown=_NAME)
            words.append(translate("Sharing", "Passing on to {name}").format(name=name))
            self._add_held_out(words[-1])
        if guest:
            owner = plain_text.plain_line(head.owner_name, shown=_NAME)
            words.append(translate("Sharing", "You are a guest here"))
            self._add_own_place(words[-1], owner)
        if guests:
            names = ", ".join(plain_text.plain_line(one.name, shown=_NAME) for one in guests)
            words.append(translate("Sharing", "Guests: {names}").format(names=names))
            self._add_guests(guests)
        self.setAccessibleName(". ".join(words))
        self.setVisible(bool(words))

    def tick(self, now: Millis) -> None:
        """A second has passed."""
        if self._waits is not None and self._until is not None:
            text = translate("Sharing", "yours until accepted · {time} left")
            self._waits.set_text(text.format(time=formats.duration(self._until - now)))

    def buttons(self) -> list[Button]:
        """What can be pressed, from the top."""
        return self.findChildren(Button)

    def _empty(self) -> None:
        self._waits = None
        while (item := self._column.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.setParent(None)
                row.deleteLater()

    def _line(self, icon: Icon, words: str, remark: str, button: Button) -> ElidedLabel:
        """Words that end in an ellipsis before they push the button out."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(icon, tone=Tone.ACCENT))
        title = ElidedLabel(words, kind=fonts.Type.BODY_STRONG)
        title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row.addWidget(title)
        rest = ElidedLabel(remark, kind=fonts.Type.BODY, tone=Tone.MUTED)
        row.addWidget(rest, 1)
        row.addWidget(button)
        self._column.addWidget(line)
        return rest

    def _add_held_out(self, words: str) -> None:
        back = Button(translate("Sharing", "Withdraw"))
        back.clicked.connect(self.call_back_pressed)
        self._waits = self._line(Icon.TRANSFER, words, "", back)

    def _add_own_place(self, words: str, owner: str) -> None:
        leave = Button(translate("Sharing", "Leave"))
        leave.setAccessibleName(translate("Sharing", "Leave this chat as a guest"))
        leave.clicked.connect(self.step_out_pressed)
        remark = translate("Sharing", "{name} answers, you write notes").format(name=owner)
        self._line(Icon.EYE, words, remark, leave)

    def _add_guests(self, guests: Sequence[Guest]) -> None:
        """One after the other, in a second line where they need it."""
        row = FlowRow(name=translate("Sharing", "Guests"))
        title = Label(translate("Sharing", "Guests"), kind=fonts.Type.BODY_STRONG)
        buttons = [_GuestButton(guest, self) for guest in guests]
        heading: tuple[QWidget, ...] = (IconLabel(Icon.USERS, tone=Tone.ACCENT), title)
        for widget in heading:
            fitting.fix_height(widget, painting.control_height())
        for widget in (*heading, *buttons):
            row.add(widget)
        self._column.addWidget(row)


class _GuestButton(Button):
    """A guest; pressing lets him go."""

    def __init__(self, guest: Guest, bar: SharedBar) -> None:
        name = plain_text.plain_line(guest.name, shown=_NAME)
        super().__init__(name, trailing=Icon.X)
        self._bar, self._account = bar, guest.account
        self.setAccessibleName(translate("Sharing", "Remove {name}").format(name=name))
        self.setToolTip(plain_tool_tip(self.accessibleName()))
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self._bar.send_away_pressed.emit(self._account)
