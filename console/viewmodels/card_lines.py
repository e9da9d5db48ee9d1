"""What a card in a talk of colleagues says: whose message, what of it, whether it can be opened."""

from PySide6.QtCore import QCoreApplication

from console.viewmodels import formats
from console.viewmodels.transcript_rows import CardLine
from protocol.bodies import Citation
from protocol.people import AuthorRole

translate = QCoreApplication.translate


def card_line(about: Citation, *, own: bool, openable: bool) -> CardLine:
    """The card of a question; `own` is one that I asked."""
    return CardLine(
        conversation=about.conversation,
        seq=about.seq,
        title=_title(about),
        text=about.excerpt,
        state=_state(about, own=own, openable=openable),
        openable=openable,
    )


def _title(about: Citation) -> str:
    """The subscriber is always named: whose conversation it is matters, whoever wrote."""
    words = translate("Transcript", "{subscriber} · {time}")
    if about.note:
        words = translate("Transcript", "Note by {author} about {subscriber} · {time}")
    elif about.role is not AuthorRole.SUBSCRIBER:
        words = translate("Transcript", "{author} to {subscriber} · {time}")
    return words.format(
        subscriber=about.subscriber, author=about.author, time=formats.clock(about.at)
    )


def _state(about: Citation, *, own: bool, openable: bool) -> str:
    if about.settled:
        return translate("Transcript", "Settled")
    if own:
        return translate("Transcript", "Not settled: colleagues may read the chat")
    if openable:
        return translate("Transcript", "You may read the chat until this is settled")
    return translate("Transcript", "You no longer have access to the chat")
