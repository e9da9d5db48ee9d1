"""The pages of a lead, in the order of their navigation: who builds another one adds it here."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from console.core.tasks import TaskOwner
from ui.desk.desk_feed import DeskFeed
from ui.lead.board_page import BoardPage
from ui.lead.lead_page import LeadPage
from ui.theme.icons import Icon

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page before it is made; that happens when it is first looked at."""

    id: str
    title: str
    icon: Icon
    make: Callable[[DeskFeed, TaskOwner], LeadPage] | None
    """None for the desk, which stands before there are pages."""


def page_kinds() -> tuple[PageKind, ...]:
    """Every page that there is."""
    return (PageKind("board", translate("Lead", "Board"), Icon.GRID, _board),)


def _board(feed: DeskFeed, owner: TaskOwner) -> LeadPage:
    return BoardPage(feed, owner=owner)
