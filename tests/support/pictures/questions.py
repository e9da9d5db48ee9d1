"""What opens over the desk: questions, settings, figures, keys, the tour, alerts, the lock."""

import asyncio

from PySide6.QtWidgets import QDialog

from console.core.alerts import Attention
from console.core.link_state import LinkPhase
from protocol.errors import ErrorCode
from tests.support.made_up_operator import ME
from tests.support.made_up_server import refusal
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage
from ui.alerts.alerter import Alerter
from ui.alerts.player import Silence
from ui.day.day_window import DayWindow
from ui.demo.pictures import lying_over
from ui.desk import refusals
from ui.settings.settings_window import SettingsWindow
from ui.shell.export_bar import ExportBar
from ui.shell.lock_page import LockPage
from ui.shell.sign_in import progress
from ui.shell.sign_in_page import SignInPage, WrongField
from ui.tour.tour import Tour


async def question_pages(camera: Camera) -> None:
    """Each over a desk in the middle of a morning."""
    await _sign_in(camera)
    async with stage(camera) as on:
        on.desk.show_chat(on.anna)
        await _questions(on)
        await _my_day(on)
        await _settings(on)
        await _tour(on)
        await _alerts(on)
        await _lock(on)


async def _sign_in(camera: Camera) -> None:
    page = SignInPage(server="pult.volna.example", login="elena", password="not a secret")
    page.resize(camera.size())
    page.show()
    await camera.take("sign-in", page)
    page.show_progress(progress(LinkPhase.OFFLINE), may_work_offline=True)
    await camera.take("sign-in-busy", page)
    wrong = refusal(ErrorCode.BAD_CREDENTIALS)
    page.show_error(refusals.sentence(wrong), wrong=WrongField.PASSWORD)
    await camera.take("sign-in-error", page)
    page.close()
    page.deleteLater()


async def _questions(on: Stage) -> None:
    desk = on.desk
    for name, ask in (
        ("finish", desk.deeds.finish_current),
        ("reveal", desk.side.subscriber.reveal_number),
        ("delete", desk.chat.delete_last),
        ("shortcuts", desk.keys.open_shortcuts),
        ("export", desk.keys.reading.export.ask),
        ("day", desk.chat.days.ask),
    ):
        ask()
        await on.take(f"question-{name}")
        _answer(on)
    await _export(on)


async def _export(on: Stage) -> None:
    bar = ExportBar(over=on.desk.told_over)
    bar.show_share(0.43)
    bar.enter()
    await on.take("export-bar")
    bar.dismiss()


async def _my_day(on: Stage) -> None:
    """The figures of a day and of a week, and what is said where there are none."""
    desk, server = on.desk, on.server
    gate = server.gates["ReadMyDay"]
    day = DayWindow(desk.feed, owner=desk.owner, parent=desk)
    day.open()

    async def picture(state: str, *, week: bool = False) -> None:
        day.spans.choose(int(week))
        await on.camera.settle()
        await on.camera.take(f"day-{state}", day, alone=True)

    await picture("today")
    await picture("week", week=True)
    gate.clear()
    await picture("loading")
    gate.set()
    server.has_worked = False
    await picture("empty", week=True)
    server.failures["ReadMyDay"] = refusal(ErrorCode.UNAVAILABLE)
    await picture("error")
    del server.failures["ReadMyDay"]
    server.disconnect()
    await picture("offline", week=True)
    server.connect()
    server.has_worked = True
    day.reject()


async def _settings(on: Stage) -> None:
    on.desk.open_settings()
    (settings,) = on.desk.findChildren(SettingsWindow)
    names = ("appearance", "writing", "alerts", "keys", "privacy")
    for number, name in enumerate(names[: len(settings.pages)]):
        settings.choose(number)
        await on.camera.take(f"settings-{name}", settings, alone=True)
    _answer(on)


async def _tour(on: Stage) -> None:
    tour = Tour(on.desk)
    number = 0
    while _led_to(tour, number):
        await on.take(f"tour-{number + 1}")
        if tour.callout is not None:  # else somebody's wait has ended it: once more
            number += 1


def _led_to(tour: Tour, number: int) -> bool:
    tour.begin()
    for _ in range(number):
        assert tour.callout is not None
        tour.callout.moved.emit(1)
    return tour.callout is not None


async def _alerts(on: Stage) -> None:
    desk, server = on.desk, on.server
    behind = Attention(in_front=False)
    alerter = Alerter(desk.feed, look=lambda: behind, player=Silence(), frame=desk, parent=desk)
    alerter.look_now()
    await on.camera.take("alerts-cards", alerter.cards, alone=True)
    server.says(on.anna, "вы ещё здесь?")
    await asyncio.sleep(0.2)
    alerter.set_locked(True)
    await on.camera.take("alerts-cards-locked", alerter.cards, alone=True)
    alerter.close()
    alerter.deleteLater()


async def _lock(on: Stage) -> None:
    page = LockPage(name="Елена Морозова", person=ME)
    page.resize(on.camera.size())
    page.show()
    await on.camera.take("lock", page, alone=True)
    page.close()
    page.deleteLater()


def _answer(on: Stage) -> None:
    for window in lying_over(on.desk):
        if isinstance(window, QDialog):
            window.reject()
        else:
            window.close()
