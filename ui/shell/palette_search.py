"""Where the palette looks: on this computer at once, on the server and in the articles later."""

from itertools import chain
from operator import attrgetter

from PySide6.QtCore import QCoreApplication

from console.core import canned
from console.core.desk import Section
from console.core.naming import called
from console.core.talks import is_talk
from protocol.conversations import Head
from ui.chat.talk_words import about_talk, describe
from ui.desk.channels import channel_icon
from ui.desk.commands import Commands
from ui.desk.desk_feed import DeskFeed
from ui.desk.presence_words import presence_title
from ui.shell.palette_hits import HitKind, PaletteHit
from ui.theme.icons import Icon
from ui.widgets import key_cap, plain_text

translate = QCoreApplication.translate

_EACH = 5
"""Of each kind: more and the kinds below would never be seen."""


class PaletteSearch:
    """Finds lines of each kind; what asks a server raises `ConsoleError` where there is none."""

    def __init__(self, feed: DeskFeed, commands: Commands) -> None:
        self._feed = feed
        self._commands = commands

    def at_once(self, query: str) -> dict[HitKind, list[PaletteHit]]:
        """What is found on this computer; the last is no find, but the way to one."""
        found = {HitKind.CHAT: self._chats(query), HitKind.COMMAND: self._named(query)}
        if query and self._feed.may_lead:
            found[HitKind.SHIFT] = self._shift(query)
        if query:
            found[HitKind.REPLY] = self._replies(query)
            found[HitKind.HISTORY] = [
                PaletteHit(
                    HitKind.HISTORY,
                    query,
                    translate("Palette", "Search all conversations"),
                    remark=query,
                    icon=Icon.HISTORY,
                )
            ]
        return found

    async def articles(self, query: str) -> list[PaletteHit]:
        hits = await self._feed.session.search_knowledge(query, limit=_EACH)
        return [
            PaletteHit(
                HitKind.ARTICLE,
                f"{hit.article_id} {hit.language}",
                hit.title,
                remark=hit.snippet,
                icon=Icon.BOOK,
            )
            for hit in hits or ()
        ]

    async def colleagues(self, query: str) -> list[PaletteHit]:
        found = await self._feed.session.find_colleagues(query)
        return [
            PaletteHit(
                HitKind.COLLEAGUE,
                one.id,
                one.name,
                remark=describe(one, self._feed),
                icon=Icon.USERS,
            )
            for one in found.found[:_EACH]
        ]

    async def subscribers(self, query: str) -> list[PaletteHit]:
        found = await self._feed.session.find_subscribers(query)
        return [
            PaletteHit(
                HitKind.SUBSCRIBER,
                line.id,
                line.name,
                remark=f"{line.number} · {line.contract}",
                icon=Icon.USER,
            )
            for line in found.lines[:_EACH]
        ]

    def _chats(self, query: str) -> list[PaletteHit]:
        store = self._feed.store
        sections = (Section.MINE, Section.HELD, Section.GUEST, Section.RECENT)
        places = [*chain.from_iterable(map(store.section, sections)), *store.talks_by_time()]
        heads = [head for head in map(store.head, places) if head is not None]
        return [
            PaletteHit(
                HitKind.CHAT,
                head.id,
                head.name,
                remark=about_talk(head, self._feed)
                if is_talk(head)
                else self._feed.topic_title(head.topic),
                icon=channel_icon(head.channel),
            )
            for head in called(query, heads, _told_of)[:_EACH]
        ]

    def _shift(self, query: str) -> list[PaletteHit]:
        """Queues and agents of the board: of what their target begins with tells which."""
        board = self._feed.store.board
        queues = [info for one in board.queues if (info := self._feed.queue(one)) is not None]
        found = [
            PaletteHit(HitKind.SHIFT, f"queue {one.id}", one.title, icon=Icon.USERS)
            for one in called(query, queues, attrgetter("title"))[:_EACH]
        ]
        return found + [
            PaletteHit(
                HitKind.SHIFT,
                f"agent {one.account}",
                one.name,
                remark=presence_title(one.presence),
                icon=Icon.USER,
            )
            for one in called(query, list(board.agents.values()), attrgetter("name"))[:_EACH]
        ]

    def _named(self, query: str) -> list[PaletteHit]:
        commands = (
            command
            for command in self._commands.all()
            if command.action is not None and command.listed and command.action.isEnabled()
        )
        return [
            PaletteHit(
                HitKind.COMMAND,
                command.id,
                command.title,
                keys=key_cap.short_row(
                    [key_cap.key_text(one.keys) for one in self._commands.row(command)]
                ),
                icon=Icon.COMMAND,
            )
            for command in called(query, commands, attrgetter("title"))
        ]

    def _replies(self, query: str) -> list[PaletteHit]:
        language = "en" if query.isascii() else "ru"
        return [
            PaletteHit(
                HitKind.REPLY,
                f"{reply.id} {reply.language}",
                reply.title,
                remark=plain_text.plain_line(canned.fill(reply.text, {}), shown=80),
                icon=Icon.SLASH,
            )
            for reply in self._feed.session.canned_replies(query, language=language)[:_EACH]
        ]


def _told_of(head: Head) -> str:
    phone = "" if is_talk(head) else head.phone
    return f"{head.name} {phone} {head.preview}"
