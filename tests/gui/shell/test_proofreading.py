"""What is misspelt is underlined and mended by a key; the wrong layout is noticed and turned."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from console.core.layouts import righted, turned_by_hand
from console.core.preferences import Preferences, Writing
from tests.gui.shell.conftest import Office
from ui.chat.composer import Composer


@pytest.fixture
async def composer(office: Office) -> Composer:
    office.session.prefer(Preferences(writing=Writing()))
    office.window.show_chat(office.mine[0])
    writer = office.window.chat.writer
    assert writer is not None
    writer.composer.focus_editor()
    return writer.composer


def menu_of(composer: Composer) -> QMenu | None:
    return next((one for one in composer.editor.findChildren(QMenu) if one.isVisible()), None)


def marked(composer: Composer) -> list[str]:
    return composer.editor.marks.words


async def test_a_misspelt_word_is_marked_and_mended(office: Office, composer: Composer) -> None:
    composer.insert("Здраствуйте, слушаю вас внимательно.")
    await office.until(lambda: marked(composer) == ["Здраствуйте"])
    office.window.keys.commands.action("write.spelling").trigger()
    await office.until(lambda: menu_of(composer))
    menu = menu_of(composer)
    assert menu is not None
    assert not menu.geometry().intersects(composer.editor.place_of(0, len("Здраствуйте")))
    assert [entry.isSeparator() for entry in menu.actions()[-3:]] == [False, True, False]
    menu.actions()[0].trigger()
    menu.close()
    assert composer.text() == "Здравствуйте, слушаю вас внимательно."
    await office.until(lambda: marked(composer) == [])


async def test_a_learned_word_is_not_marked_again(office: Office, composer: Composer) -> None:
    composer.insert("Ваш шмобил подключён верно.")
    await office.until(lambda: marked(composer) == ["шмобил"])
    office.window.keys.commands.action("write.spelling").trigger()
    await office.until(lambda: menu_of(composer))
    menu = menu_of(composer)
    assert menu is not None
    menu.actions()[-1].trigger()
    menu.close()
    await office.until(lambda: marked(composer) == [])
    assert office.session.store.preferences.writing.own_words == ("шмобил",)


async def test_the_wrong_layout_is_noticed_turned_and_turned_back(
    office: Office, composer: Composer
) -> None:
    composer.insert("ghbdtn? rfr ltkf")
    await office.until(lambda: "привет" in composer.noticed)
    office.window.keys.commands.action("write.layout").trigger()
    assert composer.text() == "привет, как дела"
    await office.until(lambda: not composer.noticed)
    QTest.keyClick(composer.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert composer.text() == "ghbdtn? rfr ltkf"


async def test_who_wants_no_marks_has_none(office: Office, composer: Composer) -> None:
    composer.insert("Здраствуйте, слушаю вас внимательно.")
    await office.until(lambda: marked(composer))
    office.session.prefer(Preferences(writing=Writing(spelling=False)))
    assert marked(composer) == []


def test_only_what_is_surely_wrong_is_turned_by_itself() -> None:
    assert righted("Здравствуйте, чем помочь?") is None
    assert righted("Он сказал ghbdtn и ушёл") == "Он сказал привет и ушёл"
    assert righted("включите Wi-Fi") is None
    assert turned_by_hand("vjq ok") == "мой щл"
