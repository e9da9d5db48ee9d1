"""A message of another language: what a machine makes of it, and what is said when it does not."""

from console.core import events
from console.core.errors import TranslatorReason
from console.core.translating import Translation, TranslationState
from protocol.bodies import Message
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage
from ui import translation
from ui.translation import Language

_SAID = {
    Language.RU: (
        "Hello, my phone has had no network in Tbilisi since yesterday morning. What can I do?",
        "Здравствуйте, со вчерашнего утра в Тбилиси на телефоне нет сети. Что мне делать?",
    ),
    Language.EN: (
        "Здравствуйте, со вчерашнего утра в Тбилиси на телефоне нет сети. Что мне делать?",
        "Hello, my phone has had no network in Tbilisi since yesterday morning. What can I do?",
    ),
}


async def translating_pages(camera: Camera) -> None:
    """Offered, asked for, there, and not to be had."""
    async with stage(camera) as on:
        await _translate_all(on)


async def _translate_all(on: Stage) -> None:
    language = translation.current().language or Language.EN
    said, meant = _SAID[language]
    entry = on.server.hear(on.anna, Message(text=said))
    on.desk.show_chat(on.anna)
    on.desk.chat.model.wording.translates_into = language.value
    on.server.read_log(on.anna)
    await _show(on, entry.seq)
    await on.take("translation-offered")
    for page, made in (
        ("translation-asked", Translation(entry.rev)),
        ("translation", Translation(entry.rev, TranslationState.DONE, meant)),
        (
            "translation-failed",
            Translation(entry.rev, TranslationState.FAILED, reason=TranslatorReason.UNREACHABLE),
        ),
    ):
        on.session.apply([events.Translated(on.anna, entry.seq, made)])
        await _show(on, entry.seq)
        await on.take(page)


async def _show(on: Stage, seq: int) -> None:
    """Bring it in sight whole: on a small screen it grows under the composer."""
    await on.camera.settle()
    row = on.desk.chat.joined.row_of(seq)
    assert row is not None
    on.desk.chat.transcript.show_row(row)
