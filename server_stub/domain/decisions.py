"""What a command does to a conversation: `decide(conversation, act, context)`, or a refusal.

The rules are a table from the type of the request to a function over a `Draft`, which gathers
entries, changed fields, loads and alarms. Nothing is changed by a refusal. The rules themselves are
in `offers`, `messages` and `life`.
"""

from collections.abc import Callable
from typing import Any

from protocol import commands
from protocol.ids import AccountId
from protocol.values import AuthorRole, ConversationState
from server_stub.domain import guests, life, messages, offers, passing
from server_stub.domain.acts import (
    HOLD_TIMER,
    OFFER_TIMER,
    PASS_TIMER,
    Act,
    FireTimer,
    MarkDelivered,
    OfferTo,
)
from server_stub.domain.conversation import Conversation
from server_stub.domain.draft import Context, Decision, Draft


def decide(conversation: Conversation, act: Act, context: Context) -> Decision:
    """Apply an authorized act. Raises `DomainError`; pure."""
    draft = Draft(conversation, act, context)
    _RULES[type(act.request)](draft, act.request)
    return draft.decision()


def _fire(draft: Draft, request: FireTimer) -> None:
    """An alarm of an earlier epoch has nothing to say."""
    if request.epoch == draft.before.epoch:
        _ALARMS[request.kind](draft)


_ALARMS: dict[str, Callable[[Draft], None]] = {
    OFFER_TIMER: offers.run_out,
    HOLD_TIMER: life.hold_over,
    PASS_TIMER: passing.run_out,
}

_RULES: dict[type, Callable[[Draft, Any], None]] = {
    commands.Accept: offers.accept,
    commands.Decline: offers.decline,
    commands.Take: offers.take,
    commands.Release: offers.release,
    commands.PassOn: passing.pass_on,
    commands.PassToTopic: passing.pass_to_topic,
    commands.CallBack: passing.call_back,
    commands.Invite: guests.invite,
    commands.SendAway: guests.send_away,
    commands.StepOut: guests.step_out,
    commands.Hold: life.hold,
    commands.Unhold: life.unhold,
    commands.Close: life.close,
    commands.Send: messages.send,
    commands.WriteNote: messages.note,
    commands.EditMessage: messages.edit,
    commands.DeleteMessage: messages.delete,
    commands.MarkRead: messages.mark_read,
    commands.VisitSend: messages.hear,
    commands.VisitRate: messages.rate,
    commands.VisitLeave: life.leave,
    commands.VisitMarkRead: messages.see,
    MarkDelivered: messages.deliver,
    OfferTo: offers.offer,
    FireTimer: _fire,
}


_LOAD_FREE = (
    commands.VisitSend,
    commands.Send,
    commands.WriteNote,
    commands.EditMessage,
    commands.DeleteMessage,
    commands.MarkRead,
    commands.VisitMarkRead,
    commands.VisitRate,
    MarkDelivered,
)
"""Requests that change no load of an open conversation: the hot path locks no agent for them."""


def named_colleague(act: Act) -> AccountId | None:
    """Whom a client's request names, if it names anybody."""
    match act.request:
        case commands.PassOn() | commands.Invite() | commands.SendAway() as request:
            return AccountId(request.agent)
        case _:
            return None


def concerned_agents(conversation: Conversation | None, act: Act) -> set[AccountId]:
    """Whose loads the act may change: they are loaded and locked before it is decided.

    A conversation may be None that an earlier act of the same batch opens.
    """
    agents: set[AccountId] = set()
    if conversation is not None:
        if (
            isinstance(act.request, _LOAD_FREE)
            and conversation.state is not ConversationState.CLOSED
        ):
            return agents
        agents |= {agent for agent in (conversation.owner, conversation.offer_agent) if agent}
        agents |= {guest.account for guest in conversation.guests}
    named = named_colleague(act)
    if named is not None:
        agents.add(named)
    if isinstance(act.request, OfferTo):
        agents.add(act.request.agent)
    elif act.actor.kind is AuthorRole.AGENT:
        agents.add(AccountId(act.actor.id))
    return agents
