"""Asks before a link of a message is opened: which host it leads to, and what is odd about it."""

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from console.core.links import Doubt, Link
from ui.theme import fonts
from ui.widgets import plain_text
from ui.widgets.buttons import Look
from ui.widgets.dialog import Dialog
from ui.widgets.ground import Tone
from ui.widgets.labels import Label

translate = QCoreApplication.translate

_SHOWN = 300


class LinkQuestion(Dialog):
    """One link; «Cancel» has the cursor, for what somebody sent is not to be opened by habit.

    Where something is odd about it, «Cancel» is what the dialog advises, too.
    """

    def __init__(self, link: Link, *, parent: QWidget) -> None:
        title = translate("Link", "Open this site in the browser?")
        super().__init__(title, answer=translate("Link", "Open"), parent=parent)
        self.link = link
        host = Label(kind=fonts.Type.HEADLINE, wrap=True)
        host.set_text(plain_text.plain_text(link.host, shown=_SHOWN).text)
        host.setAccessibleName(translate("Link", "Site: {host}").format(host=link.host))
        self.body.addWidget(host)
        if link.shown != link.host:
            written = translate("Link", "The message says: {host}").format(host=link.shown)
            self._add(written, Tone.MUTED)
        for doubt in link.doubts:
            self._add(_words(doubt), Tone.WARN)
        self._add(link.address, Tone.MUTED)
        if link.doubts:
            self.answer_button.set_look(Look.DANGER)
            self.cancel_button.set_look(Look.PRIMARY)
        self.advise_cancel()

    def go(self) -> None:
        """Hand the address to the system's browser."""
        QDesktopServices.openUrl(QUrl(self.link.address))

    def _add(self, words: str, tone: Tone) -> None:
        label = Label(kind=fonts.Type.CAPTION, tone=tone, wrap=True)
        label.set_text(plain_text.plain_text(words, shown=_SHOWN).text)
        self.body.addWidget(label)


def _words(doubt: Doubt) -> str:
    match doubt:
        case Doubt.MIXED:
            return translate("Link", "Letters of several alphabets: it may pose as another site.")
        case Doubt.LOOKALIKE:
            return translate("Link", "Its letters only look Latin: it may pose as another site.")
        case Doubt.NUMBER:
            return translate("Link", "A number instead of a name: nobody can tell whose it is.")
        case Doubt.SIGN_IN:
            return translate("Link", "What stood before the @ was not the site; it is left out.")
        case Doubt.PORT:
            return translate("Link", "An unusual port is named.")
        case Doubt.PLAIN:
            return translate("Link", "The connection would not be encrypted.")
