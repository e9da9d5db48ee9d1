"""What a page of a lead is: a widget that says what it wants of the window around it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class LeadPage(QWidget):
    """Stands in the middle of the window.

    Signals:
        chat_wanted: show this conversation, unseen; and whether to whisper in it.
        failed: something could not be done, and why.
        told: something to be said that needs no answer: a title and a text.
    """

    chat_wanted = Signal(str, bool)
    failed = Signal(Exception)
    told = Signal(str, str)

    def come(self) -> None:
        """It is in view from now on."""

    def go_to(self, target: str) -> None:
        """Go to something on it, told as `kind ID`."""

    def close_page(self) -> None:
        """The window goes. Idempotent."""
