"""Where each open conversation stands: among the tabs, in a pane, in a window of its own.

Every open conversation is either a tab or a window; a tab may be shown in one pane. What comes or
goes touches no other pane than its own: nobody's chat is changed under his fingers.
"""

from collections.abc import Collection, Sequence

import msgspec

from protocol.ids import ConversationId

LAYOUTS = (1, 2, 4, 6)
"""How many panes there may be."""


class WindowPlace(msgspec.Struct, frozen=True):
    """Where a window was, in the pixels of the desktop."""

    left: int
    top: int
    width: int
    height: int


class Arrangement(msgspec.Struct, frozen=True):
    """An arrangement of the desk; each rule returns another one.

    Attributes:
        order: every open conversation, what is pinned first.
        panes: what each pane shows; an empty one takes the next to come.
        windows: what was torn off, and where its window is.
        active: the pane that was worked in last.
        front: the window that was worked in last; None: it was the pane.
        barred: what is not to be shown before somebody asks for it.
    """

    order: tuple[ConversationId, ...] = ()
    pinned: frozenset[ConversationId] = frozenset()
    panes: tuple[ConversationId | None, ...] = (None,)
    windows: dict[ConversationId, WindowPlace] = {}
    active: int = 0
    front: ConversationId | None = None
    barred: frozenset[ConversationId] = frozenset()

    @property
    def current(self) -> ConversationId | None:
        """The one in use."""
        return self.front if self.front is not None else self.panes[self.active]

    @property
    def tabs(self) -> tuple[ConversationId, ...]:
        """From left to right."""
        return tuple(one for one in self.order if one not in self.windows)

    @property
    def shown(self) -> frozenset[ConversationId]:
        """Everything that stands in a pane or a window."""
        return frozenset(one for one in self.panes if one is not None) | self.windows.keys()

    def beside(self, step: int) -> ConversationId | None:
        """The tab beside the one in use."""
        tabs = self.tabs
        if not tabs:
            return None
        at = tabs.index(self.current) if self.current in tabs else -step
        return tabs[(at + step) % len(tabs)]

    def most_urgent(self, waiting: Sequence[ConversationId]) -> ConversationId | None:
        """The first of who waits; from one of them, the next; else the tab beside."""
        after = list(waiting)
        if self.current in after:
            following = after.index(self.current) + 1
            after = after[following:] + after[:following]
        if after and after[0] != self.current:
            return after[0]
        return self.beside(1)

    # What comes and goes.

    def came(self, conversation: ConversationId) -> "Arrangement":
        """It has a tab from now on, and a pane if one is empty."""
        if conversation in self.order:
            return self
        new = _ordered(self, (*self.order, conversation))
        return new if conversation in self.barred else _housed(new, conversation)

    def gone(self, conversation: ConversationId) -> "Arrangement":
        """It is not open any more; a pane that showed it shows the tab beside."""
        if conversation not in self.order:
            return self
        rest = _left(self, conversation)
        return msgspec.structs.replace(
            rest,
            order=tuple(one for one in rest.order if one != conversation),
            pinned=rest.pinned - {conversation},
            windows={one: at for one, at in rest.windows.items() if one != conversation},
            front=None if rest.front == conversation else rest.front,
            barred=rest.barred - {conversation},
        )

    # What a person does.

    def brought(self, conversation: ConversationId) -> "Arrangement":
        """Work in it: where it stands already, else in the active pane."""
        new = msgspec.structs.replace(
            self,
            order=self.order if conversation in self.order else (*self.order, conversation),
            barred=self.barred - {conversation},
        )
        if conversation in new.windows:
            return msgspec.structs.replace(new, front=conversation)
        if conversation in new.panes:
            return new.entered(new.panes.index(conversation))
        return _with_pane(new, new.active, conversation).entered(new.active)

    def put(self, conversation: ConversationId, pane: int) -> "Arrangement":
        """Into this pane; what was there goes where it came from."""
        if conversation not in self.order or not 0 <= pane < len(self.panes):
            return self
        new = self.returned(conversation) if conversation in self.windows else self
        if conversation in new.panes:
            new = _with_pane(new, new.panes.index(conversation), new.panes[pane])
        new = msgspec.structs.replace(new, barred=new.barred - {conversation})
        return _with_pane(new, pane, conversation).entered(pane)

    def entered(self, pane: int) -> "Arrangement":
        """Somebody works in this pane."""
        return msgspec.structs.replace(self, active=pane, front=None)

    def entered_window(self, conversation: ConversationId) -> "Arrangement":
        """Somebody works in this window."""
        if conversation not in self.windows:
            return self
        return msgspec.structs.replace(self, front=conversation)

    def stepped(self, step: int) -> "Arrangement":
        """To the next pane or window, round and round."""
        views: list[int | ConversationId] = [*range(len(self.panes)), *self.windows]
        now = views.index(self.active if self.front is None else self.front)
        view = views[(now + step) % len(views)]
        return self.entered(view) if isinstance(view, int) else self.entered_window(view)

    def laid_out(self, count: int, *, first: Sequence[ConversationId] = ()) -> "Arrangement":
        """With so many panes. New ones show tabs, `first` before others; the active one stays."""
        if len(self.panes) > count:
            kept = sorted(
                range(len(self.panes)),
                key=lambda pane: (pane != self.active, self.panes[pane] is None, pane),
            )
            left = sorted(kept[:count])
            panes = tuple(self.panes[pane] for pane in left)
            return msgspec.structs.replace(self, panes=panes, active=left.index(self.active))
        more = (None,) * (count - len(self.panes))
        new = msgspec.structs.replace(self, panes=self.panes + more)
        for conversation in (*(one for one in first if one in new.tabs), *new.tabs):
            new = _housed(new, conversation)
        return new

    def pin(self, conversation: ConversationId, *, pinned: bool) -> "Arrangement":
        """Keep it at the left, or no longer."""
        if conversation not in self.order:
            return self
        rest = self.pinned - {conversation}
        new = msgspec.structs.replace(self, pinned=rest | {conversation} if pinned else rest)
        return _ordered(new, new.order)

    def moved(self, conversation: ConversationId, to: int) -> "Arrangement":
        """To this place among the tabs; what is pinned stays left of what is not."""
        if conversation not in self.tabs:
            return self
        others = [one for one in self.tabs if one != conversation]
        place = max(0, min(to, len(others)))
        following = others[place:]
        rest = [one for one in self.order if one != conversation]
        at = rest.index(following[0]) if following else len(rest)
        return _ordered(self, (*rest[:at], conversation, *rest[at:]))

    def torn_off(self, conversation: ConversationId, place: WindowPlace) -> "Arrangement":
        """Into a window of its own; a pane that showed it shows the tab beside."""
        if conversation not in self.order or conversation in self.windows:
            return self
        rest = _left(self, conversation)
        return msgspec.structs.replace(
            rest,
            windows={**rest.windows, conversation: place},
            front=conversation,
            barred=rest.barred - {conversation},
        )

    def window_moved(self, conversation: ConversationId, place: WindowPlace) -> "Arrangement":
        """Its window is elsewhere now."""
        if conversation not in self.windows:
            return self
        return msgspec.structs.replace(self, windows={**self.windows, conversation: place})

    def returned(self, conversation: ConversationId) -> "Arrangement":
        """Its window is closed: a tab again where it was, and in a pane if one is empty."""
        if conversation not in self.windows:
            return self
        new = msgspec.structs.replace(
            self,
            windows={one: at for one, at in self.windows.items() if one != conversation},
            front=None if self.front == conversation else self.front,
        )
        return _housed(new, conversation)

    # After an end.

    def admitted(self) -> "Arrangement":
        """What was barred is asked for: it takes what panes are empty."""
        new = msgspec.structs.replace(self, barred=frozenset())
        for conversation in new.tabs:
            if conversation in self.barred:
                new = _housed(new, conversation)
        return new

    def only(self, on_desk: Collection[ConversationId]) -> "Arrangement":
        """Without what has left the desk meanwhile; its panes stay empty for what is to come."""
        panes = tuple(
            one if one in on_desk and one not in self.barred else None for one in self.panes
        )
        windows = {
            one: at for one, at in self.windows.items() if one in on_desk and one not in self.barred
        }
        return msgspec.structs.replace(
            self,
            order=tuple(one for one in self.order if one in on_desk),
            pinned=self.pinned & frozenset(on_desk),
            panes=panes,
            windows=windows,
            front=self.front if self.front in windows else None,
            barred=self.barred & frozenset(on_desk),
        )

    def sound(self) -> bool:
        """Whether it keeps its own rules: what was kept may have been damaged."""
        in_panes = [one for one in self.panes if one is not None]
        placed = [*in_panes, *self.windows]
        return (
            len(self.panes) in LAYOUTS
            and 0 <= self.active < len(self.panes)
            and len(set(self.order)) == len(self.order)
            and len(set(placed)) == len(placed)
            and {*placed, *self.pinned, *self.barred} <= set(self.order)
            and (self.front is None or self.front in self.windows)
            and self.order == _ordered(self, self.order).order
        )


def _ordered(desk: Arrangement, order: Sequence[ConversationId]) -> Arrangement:
    ordered = tuple(sorted(order, key=lambda one: one not in desk.pinned))
    return msgspec.structs.replace(desk, order=ordered)


def _with_pane(desk: Arrangement, pane: int, conversation: ConversationId | None) -> Arrangement:
    panes = (*desk.panes[:pane], conversation, *desk.panes[pane + 1 :])
    return msgspec.structs.replace(desk, panes=panes)


def _housed(desk: Arrangement, conversation: ConversationId) -> Arrangement:
    """In an empty pane, the active one before others; if there is none, only a tab."""
    if conversation in desk.shown or conversation in desk.barred or None not in desk.panes:
        return desk
    empty = desk.active if desk.panes[desk.active] is None else desk.panes.index(None)
    return _with_pane(desk, empty, conversation)


def _left(desk: Arrangement, conversation: ConversationId) -> Arrangement:
    """Its pane shows the tab at its right that is shown nowhere, else the last of those."""
    if conversation not in desk.panes:
        return desk
    pane, tabs = desk.panes.index(conversation), desk.tabs
    spare = [one for one in tabs if one not in desk.shown and one not in desk.barred]
    at = tabs.index(conversation)
    following = [one for one in spare if tabs.index(one) > at] or spare[-1:]
    return _with_pane(desk, pane, following[0] if following else None)
