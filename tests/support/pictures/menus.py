"""The menus, each where it hangs, and the questions that few ever see."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from console.core.links import read_link
from tests.support.made_up_talks import IRINA, OLEG
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage
from ui.alerts.tray import Tray
from ui.chat.link_question import LinkQuestion
from ui.talks.rename_dialog import RenameDialog
from ui.widgets.hanging import hung, on_screen

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
    for name, button in (
        ("presence", bar.presence),
        ("account", bar.account),
        ("layout", bar.layout_button),
    ):
        await _menu(on, name, button.open_menu, about=on_screen(button))
    tab = desk.tabs.tab(on.anna)
    assert tab is not None
    middle = on_screen(tab).center()
    await _menu(on, "tab", lambda: tab.menu_wanted.emit(on.anna, middle))
    hand = desk.chat.transcript.hand
    view = desk.chat.transcript
    middle = view.mapToGlobal(view.rect().center())
    newest = desk.chat.model.rowCount() - 1
    mine = next(at for at in range(newest, 0, -1) if desk.chat.model.row_at(at).mine)
    hand.current = mine
    await _menu(on, "message", hand.open_menu)
    writer = desk.chat.writer
    assert writer is not None
    composer = writer.composer
    composer.insert("Ваш вапрос понят.")
    await on.until(lambda: composer.editor.marks.words)
    for _ in range(len(" понят.")):
        composer.editor.moveCursor(QTextCursor.MoveOperation.Left)
    word = composer.editor.place_of(len("Ваш "), len("Ваш вапрос"))
    await _menu(on, "spelling", desk.chat.suggest_spelling, about=word)
    caret = composer.editor.textCursor().position()
    wanted = composer.editor.menu_wanted
    await _menu(on, "field", lambda: wanted.emit(word, caret), about=word)
    composer.editor.selectAll()
    composer.editor.insertPlainText("")
    tray = Tray(desk)
    await _menu(on, "tray", lambda: tray.menu.popup(middle))
    tray.close()


async def _menu(
    on: Stage,
    name: str,
    open_menu: Callable[[], object],
    *,
    about: QRect | None = None,
    right: bool = False,
) -> None:
    open_menu()
    await on.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    if about is not None:  # a desktop has room there, the screen of no platform has not
        room = on_screen(on.desk).adjusted(0, 0, -12, 0)
        menu.move(hung(menu.size(), about, room=room, right=right))
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
    await _menu(
        on,
        "group",
        lambda: desk.talk_deeds.open_menu(group),
        about=on_screen(desk.chat.header.group),
        right=True,
    )
    desk.talk_deeds.rename_group()
    await on.take("question-rename")
    (question,) = desk.findChildren(RenameDialog)
    question.reject()
