"""The slot for a translator: real programs and addresses fill it; what they say is only shown."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from console.core import events
from console.core.changes import EntryChanged
from console.core.errors import SettingsError, SettingsReason, TranslatorError, TranslatorReason
from console.core.translating import Translation, TranslationState
from console.local.translator import translator_at
from protocol.bodies import Message
from protocol.people import AuthorRole
from tests.support import translators
from tests.support.translators import address_that, program_in, response
from tests.unit.console.test_store import HERE, apply
from tests.unit.console.test_store_converges import answer_wants, connected
from tests.unit.console.world import World

PATIENCE_SECONDS = 60.0
AT_ONCE_S = 0.05
"""Of a translator that never answers: how soon is not looked at."""


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not holds():  # noqa: ASYNC110 - what is waited for is another process's doing
            await asyncio.sleep(0.01)


async def refused_by(place: str | Path, *, patience_s: float = PATIENCE_SECONDS) -> str:
    with pytest.raises(TranslatorError) as failure:
        await translator_at(str(place), patience_s=patience_s).translate("hello", into="ru")
    return failure.value.reason.value


async def test_a_program_is_asked_and_answers(tmp_path: Path) -> None:
    program = program_in(tmp_path, translators.ANSWERS)
    translator = translator_at(str(program))
    said = await asyncio.gather(
        translator.translate("no network", into="ru"),
        translator.translate("нет «сети»\n— совсем", into="en"),
        translator.translate("why?", into="ru"),
    )
    assert list(said) == ["ru: NO NETWORK", "en: НЕТ «СЕТИ»\n— СОВСЕМ", "ru: WHY?"]


@pytest.mark.parametrize(
    "work", [translators.IS_SILENT, translators.IS_NONSENSE, translators.FLOODS, "sys.exit(3)"]
)
async def test_what_is_no_translation_is_told_apart(tmp_path: Path, work: str) -> None:
    assert await refused_by(program_in(tmp_path, work)) == TranslatorReason.ANSWER


async def test_a_program_that_cannot_be_started_does_not_answer(tmp_path: Path) -> None:
    program = program_in(tmp_path, translators.ANSWERS)
    translator = translator_at(str(program))
    program.unlink()
    with pytest.raises(TranslatorError) as failure:
        await translator.translate("hello", into="ru")
    assert failure.value.reason is TranslatorReason.UNREACHABLE


async def test_a_program_that_nobody_waits_for_ends_with_its_children(tmp_path: Path) -> None:
    program = program_in(tmp_path, translators.HANGS)
    translator = translator_at(str(program))
    asking = asyncio.ensure_future(translator.translate("hello", into="ru"))  # noqa: TID251
    await until(lambda: translators.hangs(program))
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    await until(lambda: not translators.hangs(program))
    assert await refused_by(program, patience_s=AT_ONCE_S) == TranslatorReason.SLOW
    await until(lambda: not translators.hangs(program))


async def test_an_address_is_asked_past_every_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    heard: list[bytes] = []

    def answer(question: bytes) -> bytes:
        heard.append(question)
        return response(b'{"text": " \xd0\xbd\xd0\xb5\xd1\x82 ", "model": "any"}')

    async with address_that(answer) as place:
        assert await translator_at(place).translate("no", into="ru") == "нет"
    assert [json.loads(one) for one in heard] == [{"text": "no", "into": "ru"}]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (response(b"{}"), TranslatorReason.ANSWER),
        (response(b'{"text": " "}'), TranslatorReason.ANSWER),
        (response(b'{"text": "\xff"}'), TranslatorReason.ANSWER),
        (response(b"busy", status="503 Busy"), TranslatorReason.UNREACHABLE),
        (response(b"", status="302 Found\r\nLocation: /"), TranslatorReason.UNREACHABLE),
        (b"no http at all", TranslatorReason.UNREACHABLE),
    ],
)
async def test_an_address_that_gives_no_translation(told: bytes, reason: TranslatorReason) -> None:
    async with address_that(lambda _: told) as place:
        assert await refused_by(place) == reason


async def test_an_address_that_is_silent_or_not_there() -> None:
    async with address_that(lambda _: None) as place:
        assert await refused_by(place, patience_s=AT_ONCE_S) == TranslatorReason.SLOW
    assert await refused_by(place) == TranslatorReason.UNREACHABLE


@pytest.mark.parametrize(
    "place",
    [
        "http://translate.example/",
        "http://192.0.2.7:8080/",
        "http://127.0.0.1.example:80/",
        "http://127.0.0.1@192.0.2.7/",
        "https://127.0.0.1/",
        "http://127.0.0.1:port/",
        "http://",
        "no-such-program-of-this-name",
        "",
    ],
)
def test_no_other_machine_and_nothing_that_is_not_there_translates(place: str) -> None:
    with pytest.raises(SettingsError) as refused:
        translator_at(place)
    assert refused.value.reason is SettingsReason.TRANSLATOR


def test_a_translation_is_of_the_words_as_they_read_now_and_of_nothing_else() -> None:
    world = World()
    world.subscriber_says(HERE, "no network")
    store = connected(world)
    apply(store, world.desk())
    answer_wants(store, world)
    chat = store.chats[HERE]
    entry = chat.entries[-1]
    made = Translation(entry.rev, TranslationState.DONE, "нет сети")
    changes = apply(store, events.Translated(HERE, entry.seq, made))
    assert changes == [EntryChanged(HERE, chat.position(entry.seq), entry)]
    assert chat.translation(entry) == made
    assert (chat.draft, chat.outgoing, chat.entries[-1]) == ("", [], entry)
    world.edits(HERE, entry.seq)
    apply(store, world.changed(HERE, world[HERE].rev - 1))
    assert chat.translation(chat.entries[-1]) is None
    assert apply(store, events.Translated(HERE, 99, made)) == []
    other = world[HERE].add(Message(text="!"), AuthorRole.SUBSCRIBER)
    assert chat.translation(other) is None
