"""How one is there, as the desk shows it: not responding, stepped away, done for today."""

from protocol.people import Presence, PresenceWhy
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage


async def presence_pages(camera: Camera) -> None:
    """Each presence that does not come of a menu alone."""
    async with stage(camera) as on:
        await _presences(on)


async def _presences(on: Stage) -> None:
    desk, server = on.desk, on.server
    desk.show_chat(on.anna)
    for presence, why in (
        (Presence.SILENT, PresenceWhy.SILENT),
        (Presence.BUSY, PresenceWhy.IDLE),
        (Presence.WRAP_UP, PresenceWhy.WORK),
        (Presence.ENDING, PresenceWhy.OWN),
    ):
        server.presence, server.presence_why = presence, why
        server.tell_desk()
        await on.take(f"presence-{presence}")
    # What came back from hold is more than his room.
    server.room = 230
    server.tell_desk()
    await on.take("presence-over")
