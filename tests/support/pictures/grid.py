"""Several chats in view: panes, the list of all that is open, a window that was torn off."""

from PySide6.QtCore import QPoint

from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage

_SHOTS = (
    (2, 1440, 900),
    (4, 1440, 900),
    (4, 2560, 1440),
    (6, 1920, 1080),
    (6, 2560, 1440),
)
_MORE = (
    ("Ирина Полякова", "Интернет опять пропал, второй раз за день. Когда почините?", 61),
    ("Олег Синицын", "Какой тариф взять для дачи?", 25),
    ("Тамара Львова", "Спасибо, всё получилось!", None),
    ("Daniel Price", "My number does not work abroad", 12),
)


async def grid_pages(camera: Camera) -> None:
    """Each layout at the sizes it is meant for."""
    async with stage(camera, more=_MORE) as on:
        await _grid(on)


async def _grid(on: Stage) -> None:
    desk, server = on.desk, on.server
    desk.show_chat(on.anna)
    server.types(on.anna, "и за октябрь тоже…")
    writer = desk.chat.writer
    assert writer is not None
    writer.composer.insert("Анна, да: 60 рублей за октябрь и ноябрь верну на баланс.")
    desk.chats.toggle_pin(desk.chats.order[2])
    for count, width, height in _SHOTS:
        desk.resize(on.camera.size(width, height))
        desk.lay_out(count)
        await on.take(f"grid-{count}-{width}x{height}")
    desk.resize(on.camera.size())
    desk.lay_out(2)
    await on.camera.settle()
    desk.open_list()
    await on.take("open-list")
    desk.open_chats_list.field.setText("ол")
    await on.take("open-list-found")
    desk.open_chats_list.hide()
    desk.lay_out(4)
    desk.views.tear_off(desk.chats.order[1], QPoint(40, 40))
    torn = next(iter(desk.views.windows.values()))
    await on.camera.take("torn-off", torn, alone=True)
    await on.camera.take("torn-off-desk", desk, alone=True)
