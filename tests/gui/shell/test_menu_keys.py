"""A menu prints the keys of what it offers, as a person has them now, where they do the same."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from tests.gui.shell.conftest import Office
from ui.widgets.menu import Menu


def _texts(menu: Menu) -> dict[str, str]:
    parts = (action.text().partition("\t") for action in menu.actions() if action.text())
    return {words: keys for words, _, keys in parts}


async def test_the_menu_of_a_message_prints_keys(office: Office) -> None:
    window = office.window
    window.show_chat(office.mine[0])
    await office.until(lambda: window.chat.transcript.placed_rows())
    hand = window.chat.transcript.hand
    hand.current = window.chat.transcript.placed_rows()[-1].position
    menu = hand.open_menu()
    texts = _texts(menu)
    assert texts["Quote"] == window.keys.commands.keys("write.quote").toString().replace("+", " ")
    assert texts["Copy"] == "Ctrl C"
    assert texts["Select all"] == "Ctrl A"
    menu.close()


async def test_only_the_tab_in_use_prints_the_keys_of_finishing(office: Office) -> None:
    window = office.window
    window.show_chat(office.mine[0])
    finish = window.keys.commands.keys("chat.finish").toString().replace("+", " ")
    for conversation, printed in ((office.mine[0], finish), (office.mine[1], "")):
        tab = window.tabs.tab(conversation)
        assert tab is not None
        tab.menu_wanted.emit(conversation, QPoint(10, 10))
        menu = window.tabs.findChildren(Menu)[-1]
        assert _texts(menu)["Finish the chat"] == printed
        menu.close()
        QApplication.sendPostedEvents()
