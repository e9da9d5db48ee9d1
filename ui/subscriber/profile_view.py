"""A whole profile from top to bottom, built anew for each subscriber."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels import formats
from protocol.subscribers import Profile
from ui.subscriber import words
from ui.subscriber.profile_blocks import (
    Block,
    Facts,
    HiddenFact,
    MoneyBlock,
    leftover_bar,
    quiet,
    two_lines,
)
from ui.theme import fonts
from ui.widgets import plain_text
from ui.widgets.flow_row import FlowRow
from ui.widgets.ground import Tone
from ui.widgets.labels import Label, plain_tool_tip
from ui.widgets.pill import Pill, PillTone

translate = QCoreApplication.translate

_NAME = 120
"""Letters of a name: four lines, and the rest on hover."""
_ALARMS = frozenset({"fraud_suspected", "debt"})


class ProfileView(QWidget):
    """Shows one profile.

    Signals:
        reveal_wanted: somebody wants to see a hidden field.
    """

    reveal_wanted = Signal(str)

    def __init__(self, profile: Profile, *, reveal_keys: QKeySequence) -> None:
        super().__init__()
        self.profile = profile
        self._reveal_keys = reveal_keys
        self._hidden: dict[str, HiddenFact] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._who(profile)
        self._leftovers(profile)
        self._column.addWidget(MoneyBlock(profile))
        self._services(profile)
        self._subscriptions(profile)
        self._requests(profile)
        self._numbers(profile)
        self._private(profile)
        self._column.addStretch(1)

    def show_value(self, field: str, value: str) -> None:
        """A field was revealed."""
        if field in self._hidden:
            self._hidden[field].show_value(value)

    def show_refusal(self, sentence: str) -> None:
        """A field could not be revealed, and this is why."""
        self._refusal.set_text(sentence)
        self._refusal.show()

    def _who(self, profile: Profile) -> None:
        block = Block("", first=True)
        shown = plain_text.plain_line(profile.name, shown=_NAME)
        name = Label(shown, kind=fonts.Type.TITLE, wrap=True, selectable=True)
        if len(shown) > _NAME:
            name.setToolTip(plain_tool_tip(profile.name))
        block.column.addWidget(name)
        block.column.addWidget(self._marks(profile))
        block.column.addSpacing(4)
        facts = Facts()
        number = next((field for field in profile.hidden if field.field == "number"), None)
        if number is not None:
            self._hide(facts.add_hidden(number, keys=self._reveal_keys))
        contract = profile.contract
        if len(profile.numbers) > 1:
            count = translate("Subscriber", "%n numbers", "", len(profile.numbers))
            contract = f"{contract} · {count}"
        facts.add(translate("Subscriber", "Contract"), contract)
        tariff = profile.tariff
        text = translate("Subscriber", "“{tariff}” · {price} · until {day}").format(
            tariff=tariff.title,
            price=formats.price(tariff.price),
            day=formats.iso_day(tariff.renews_on),
        )
        if tariff.archived:
            text = translate("Subscriber", "{tariff} (archived)").format(tariff=text)
        facts.add(translate("Subscriber", "Tariff"), text)
        facts.add(translate("Subscriber", "Balance"), formats.money(profile.balance), strong=True)
        if profile.promised is not None:
            facts.add(
                translate("Subscriber", "Promised payment"),
                translate("Subscriber", "{money}, to be paid by {day}").format(
                    money=formats.money(profile.promised.amount),
                    day=formats.iso_day(profile.promised.due_on),
                ),
            )
        if profile.roaming:
            facts.add(translate("Subscriber", "Roaming"), profile.roaming)
        block.column.addWidget(facts)
        self._refusal = Label(kind=fonts.Type.CAPTION, tone=Tone.LATE, wrap=True)
        self._refusal.hide()
        block.column.addWidget(self._refusal)
        self._column.addWidget(block)

    @staticmethod
    def _marks(profile: Profile) -> QWidget:
        """Under the name, which may be long: how far he is known, and what to beware of."""
        marks = FlowRow(name=translate("Subscriber", "Marks"))
        checked = PillTone.QUIET if profile.identity == "none" else PillTone.OK
        marks.add(Pill(words.identity_title(profile.identity), checked))
        for mark in profile.marks:
            tone = PillTone.LATE if mark in _ALARMS else PillTone.ACCENT
            marks.add(Pill(words.mark_title(mark), tone))
        return marks

    def _leftovers(self, profile: Profile) -> None:
        if not profile.leftovers:
            return
        block = Block(translate("Subscriber", "Left in the plan"))
        bars = QVBoxLayout()
        bars.setSpacing(0)
        for leftover in profile.leftovers:
            bars.addWidget(leftover_bar(leftover))
        block.column.addLayout(bars)
        self._column.addWidget(block)

    def _services(self, profile: Profile) -> None:
        block = Block(translate("Subscriber", "Services"))
        for service in profile.services:
            since = translate("Subscriber", "since {day}").format(
                day=formats.iso_day(service.since)
            )
            figure = words.price(service.price, service.period)
            block.column.addWidget(two_lines(service.title, since, figure=figure))
        if not profile.services:
            block.column.addWidget(quiet(translate("Subscriber", "No services are switched on.")))
        self._column.addWidget(block)

    def _subscriptions(self, profile: Profile) -> None:
        if not profile.subscriptions:
            return
        block = Block(translate("Subscriber", "Paid subscriptions"))
        for item in profile.subscriptions:
            text = translate("Subscriber", "{number} · since {day}, {how}").format(
                number=item.short_number,
                day=formats.iso_day(item.since),
                how=words.connected_by(item),
            )
            figure = words.price(item.price, item.period)
            block.column.addWidget(two_lines(item.title, text, figure=figure))
        self._column.addWidget(block)

    def _requests(self, profile: Profile) -> None:
        if not profile.requests:
            return
        block = Block(translate("Subscriber", "Requests"))
        for item in profile.requests:
            text = translate("Subscriber", "{number} · opened {day}").format(
                number=item.number, day=formats.iso_day(item.opened_on)
            )
            if item.due_on:
                text = translate("Subscriber", "{number} · opened {day}, due {due}").format(
                    number=item.number,
                    day=formats.iso_day(item.opened_on),
                    due=formats.iso_day(item.due_on),
                )
            figure = words.request_state(item.state)
            block.column.addWidget(two_lines(item.title, text, figure=figure))
        self._column.addWidget(block)

    def _numbers(self, profile: Profile) -> None:
        if len(profile.numbers) < 2:
            return
        block = Block(translate("Subscriber", "Numbers on this contract"))
        for line in profile.numbers:
            status = words.number_status(line.status)
            tariff = translate("Subscriber", "“{tariff}”").format(tariff=line.tariff)
            block.column.addWidget(two_lines(line.number, tariff, figure=status))
        self._column.addWidget(block)

    def _private(self, profile: Profile) -> None:
        block = Block(translate("Subscriber", "Personal data"))
        facts = Facts()
        for field in profile.hidden:
            if field.field != "number":
                self._hide(facts.add_hidden(field))
        facts.add(
            translate("Subscriber", "Subscriber since"), formats.iso_day(profile.client_since)
        )
        device = " · ".join(part for part in (profile.device, words.sim_title(profile.sim)) if part)
        if device:
            facts.add(translate("Subscriber", "Device"), device)
        block.column.addWidget(facts)
        remark = Label(
            translate("Subscriber", "Every view of hidden data is logged with its reason."),
            kind=fonts.Type.LABEL,
            tone=Tone.MUTED,
            wrap=True,
        )
        block.column.addWidget(remark)
        self._column.addWidget(block)

    def _hide(self, fact: HiddenFact) -> None:
        fact.reveal_pressed.connect(self.reveal_wanted)
        self._hidden[fact.field.field] = fact
