"""The menus, each where it hangs, and the questions that few ever see."""

import asyncio
from collections.abc import Callable

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from console.core.links import read_link
from tests.support.made_up_talks import IRINA, OLEG
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage
from ui.alerts.tray import Tray
from ui.chat.link_question import LinkQuestion
from ui.talks.rename_dialog import RenameDialog

_SUGGEST_SECONDS = 1.5
"""The dictionaries are read, and the words found."""


async def menu_pages(camera: Camera) -> None:
    """Over a desk in the middle of a morning."""
    async with stage(camera) as on:
        on.desk.show_chat(on.anna)
        await _menus(on)
        await _link(on)
        await _group(on)


async def _menus(on: Stage) -> None:
    desk = on.desk
    bar = desk.top_bar
    await _menu(on, "presence", bar.presence.open_menu, under=bar.presence)
    await _menu(on, "account", bar.account.open_menu, under=bar.account)
    await _menu(on, "layout", bar.layout_button.open_menu, under=bar.layout_button)
    tab = desk.tabs.tab(on.anna)
    assert tab is not None
    low = tab.mapToGlobal(tab.rect().bottomLeft())
    await _menu(on, "tab", lambda: tab.menu_wanted.emit(on.anna, low))
    hand = desk.chat.transcript.hand
    view = desk.chat.transcript
    middle = view.mapToGlobal(view.rect().center())
    newest = desk.chat.model.rowCount() - 1
    mine = next(at for at in range(newest, 0, -1) if desk.chat.model.row_at(at).mine)
    hand.current = mine
    await _menu(on, "message", lambda: hand.open_menu(middle, by_mouse=False))
    writer = desk.chat.writer
    assert writer is not None
    composer = writer.composer
    composer.insert("Ваш вапрос понят.")
    await on.until(composer.editor.extraSelections)
    for _ in range(len(" понят.")):
        composer.editor.moveCursor(QTextCursor.MoveOperation.Left)
    await _menu(on, "spelling", desk.chat.suggest_spelling)
    composer.editor.selectAll()
    composer.editor.insertPlainText("")
    tray = Tray(desk)
    await _menu(on, "tray", lambda: tray.menu.popup(middle))
    tray.close()


async def _menu(
    on: Stage, name: str, open_menu: Callable[[], object], *, under: QWidget | None = None
) -> None:
    open_menu()
    await on.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    if under is not None:  # a desktop has room there, the screen of no platform has not
        at = under.mapToGlobal(under.rect().bottomLeft())
        right = on.desk.mapToGlobal(on.desk.rect().topRight()).x() - 12
        menu.move(min(at.x(), right - menu.width()), at.y())
    await on.take(f"menu-{name}")
    menu.close()
    await asyncio.sleep(0)


async def _link(on: Stage) -> None:
    """An address that is not what it looks like."""
    link = read_link("http://xn--vlna-55d.example/login")
    assert link is not None
    question = LinkQuestion(link, parent=on.desk)
    question.open()
    await on.take("question-link")
    question.reject()


async def _group(on: Stage) -> None:
    desk, server = on.desk, on.server
    group = server.add_talk(IRINA, OLEG, name="Ночная смена")
    server.tell_talks()
    desk.show_chat(group)
    server.read_log(group)
    await _menu(on, "group", lambda: desk.talk_deeds.open_menu(group), under=desk.chat.header.group)
    desk.talk_deeds.rename_group()
    await on.take("question-rename")
    (question,) = desk.findChildren(RenameDialog)
    question.reject()
