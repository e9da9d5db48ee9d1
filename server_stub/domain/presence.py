"""Rules of presence: what one may say of oneself, what becomes of it, and who is lost.

What somebody chose by hand stays until he chooses otherwise: an offer that runs out, an idle
console and work after a conversation change only who is on line, and only what they changed is
changed back by itself.
"""

from protocol.bodies import Vanished
from protocol.conversations import ConversationState
from protocol.ids import AccountId
from protocol.people import Presence, PresenceWhy
from protocol.scalars import Millis
from server_stub.domain.acts import SYSTEM
from server_stub.domain.capacity import AgentLoad, LoadChange, Said
from server_stub.domain.draft import Draft
from server_stub.domain.errors import InvalidTransition
from server_stub.domain.stints import StintEnd

State = ConversationState

TAKES_CHATS = frozenset({Presence.ONLINE})
"""Who is offered what waits."""

TAKES_TRANSFERS = frozenset({Presence.ONLINE, Presence.ENDING})
"""To whom a colleague may pass a conversation."""

HELPS = frozenset({Presence.ONLINE, Presence.BUSY, Presence.ENDING, Presence.WRAP_UP})
"""Who may be asked into a conversation: he is there, whatever he takes."""

TAKEN_FROM_THE_LOST = (State.ACTIVE, State.HELD)
"""What others are asked for once its agent is lost; what he has closed goes on to its end."""

_NEVER_CHOSEN = frozenset({Presence.SILENT, Presence.WRAP_UP})


def chosen(load: AgentLoad, said: Said) -> Said | None:
    """What comes into force when somebody says this of an agent; None where nothing changes.

    Raises `InvalidTransition` for what nobody may choose.
    """
    if said.presence in _NEVER_CHOSEN:
        raise InvalidTransition(state=said.presence.value)
    if said.why is PresenceWhy.IDLE:
        return _idle(load, said.presence)
    if said.presence is Presence.ONLINE and load.wrap_ups:
        # He is on line as soon as he is done with what is over.
        return Said(Presence.WRAP_UP, said.why)
    return Said(said.presence, said.why, said.reason if said.presence is Presence.BREAK else "")


def fall_silent(draft: Draft, agent: AccountId) -> None:
    """An offer to him ran out: he is not responding, unless he has said or it is clear why."""
    load = draft.context.loads.get(agent)
    if load is not None and load.presence_at(draft.now) is Presence.ONLINE:
        silent = Said(Presence.SILENT, PresenceWhy.SILENT)
        draft.change_load(agent, LoadChange(said=silent))


def rest(draft: Draft, agent: AccountId, outcome: str) -> None:
    """After a hard conversation he is asked last for as long as its queue grants."""
    rules = draft.context.rules()
    pause = rules.queue(draft.before.queue).rest
    if pause and rules.outcome(outcome).hard:
        draft.change_load(agent, LoadChange(rest_until=Millis(draft.now + pause * 1000)))


def begin_wrap_up(draft: Draft) -> None:
    """The conversation is over and keeps new ones away from its owner until he is done with it."""
    agent = draft.before.owner
    load = draft.context.loads.get(agent) if agent else None
    if agent and load is not None:
        wraps = load.presence is Presence.ONLINE
        said = Said(Presence.WRAP_UP, PresenceWhy.WORK) if wraps else None
        draft.change_load(agent, LoadChange(wrap_ups=1, said=said))


def end_wrap_up(draft: Draft) -> None:
    """He is done with it; on line again after the last one, if that is what he was."""
    agent = draft.before.owner if draft.before.state is State.WRAP_UP else None
    load = draft.context.loads.get(agent) if agent else None
    if agent and load is not None and load.wrap_ups:
        done = load.wrap_ups == 1 and load.presence is Presence.WRAP_UP
        said = Said(Presence.ONLINE, PresenceWhy.WORK) if done else None
        draft.change_load(agent, LoadChange(wrap_ups=-1, said=said))


def vanish(draft: Draft) -> None:
    """His link has been gone for the grace of the queue: others are asked, before all who wait.

    If he came back within it nothing has happened; if he went again since, the time runs anew.
    """
    before = draft.before
    load = draft.context.loads.get(before.owner) if before.owner else None
    if load is None or load.lost_at is None or before.state not in TAKEN_FROM_THE_LOST:
        return
    grace = draft.context.rules().queue(before.queue).grace
    if load.lost_at + grace * 1000 > draft.now:
        return
    draft.end_stint(StintEnd.VANISHED)
    vanished = Vanished(agent=load.account, name=before.owner_name, since=load.lost_at)
    draft.log(vanished, author=SYSTEM.as_author())
    draft.give_up("vanished")


def _idle(load: AgentLoad, wanted: Presence) -> Said | None:
    """Of his console, not of him: it puts nobody on line whom it did not take off."""
    left_by_it = load.presence is Presence.BUSY and load.presence_why is PresenceWhy.IDLE
    if wanted is Presence.BUSY and load.presence is Presence.ONLINE:
        return Said(Presence.BUSY, PresenceWhy.IDLE)
    if wanted is Presence.ONLINE and left_by_it:
        back = Presence.WRAP_UP if load.wrap_ups else Presence.ONLINE
        return Said(back, PresenceWhy.IDLE)
    return None
