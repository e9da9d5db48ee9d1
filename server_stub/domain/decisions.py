"""What a command does to a conversation: `decide(conversation, act, context)`, or a refusal.

The rules are a table from the type of the request to a function over a `Draft`, which gathers
entries, changed fields, loads and alarms. Nothing is changed by a refusal. The rules themselves are
in `offers`, `messages`, `second_words` and `life`; talks of colleagues have a table of their own,
in `talks`.
"""

from collections.abc import Callable
from typing import Any

from protocol import commands, leading
from protocol.conversations import ConversationState
from protocol.ids import AccountId
from protocol.people import AuthorRole
from server_stub.domain import guests, life, messages, offers, passing, second_words, talks
from server_stub.domain import leading as leads
from server_stub.domain.acts import (
    HOLD_TIMER,
    OFFER_TIMER,
    PASS_TIMER,
    Act,
    FireTimer,
    MarkDelivered,
    OfferTo,
    OpenVisit,
)
from server_stub.domain.conversation import Conversation
from server_stub.domain.draft import Context, Decision, Draft
from server_stub.domain.errors import InvalidTransition


def decide(conversation: Conversation, act: Act, context: Context) -> Decision:
    """Apply an authorized act. Raises `DomainError`; pure."""
    rules = _TALK_RULES if conversation.is_talk else _RULES
    rule = rules.get(type(act.request))
    if rule is None:
        raise InvalidTransition(state=conversation.state.value)
    draft = Draft(conversation, act, context)
    rule(draft, act.request)
    return draft.decision()


def begin(act: Act, context: Context) -> Decision:
    """What an act opens that opens a conversation. Raises `DomainError`; pure."""
    return OPENINGS[type(act.request)](act, act.request, context)


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
    leading.WriteWhisper: leads.whisper,
    leading.JoinChat: leads.join,
    leading.LeaveChat: leads.leave_chat,
    leading.TakeOver: leads.take_over,
    leading.Assign: leads.assign,
    commands.Hold: life.hold,
    commands.Unhold: life.unhold,
    commands.Close: life.close,
    commands.Send: messages.send,
    commands.WriteNote: messages.note,
    commands.EditMessage: second_words.edit,
    commands.DeleteMessage: second_words.delete,
    commands.MarkRead: messages.mark_read,
    commands.VisitSend: messages.hear,
    commands.VisitRate: messages.rate,
    commands.VisitLeave: life.leave,
    commands.VisitMarkRead: messages.see,
    MarkDelivered: messages.deliver,
    OfferTo: offers.offer,
    FireTimer: _fire,
}


_TALK_RULES: dict[type, Callable[[Draft, Any], None]] = {
    commands.RenameGroup: talks.rename,
    commands.AddToGroup: talks.add,
    commands.LeaveGroup: talks.leave,
    commands.Say: talks.say,
    commands.Ask: talks.ask,
    commands.Settle: talks.settle,
    commands.EditMessage: second_words.say_otherwise,
    commands.DeleteMessage: talks.delete,
    commands.MarkRead: talks.mark_read,
}
"""All that can be done with a talk of colleagues; nothing of it with any other conversation but
reading on, and second words."""

OPENINGS: dict[type, Callable[[Act, Any, Context], Decision]] = {
    OpenVisit: life.open_conversation,
    commands.OpenTalk: talks.open_talk,
    commands.StartGroup: talks.start_group,
}
"""What opens a conversation that there was not."""

_LOAD_FREE = frozenset(
    {
        commands.VisitSend,
        commands.Send,
        commands.WriteNote,
        commands.EditMessage,
        commands.DeleteMessage,
        leading.WriteWhisper,
        commands.MarkRead,
        commands.VisitMarkRead,
        commands.VisitRate,
        MarkDelivered,
    }
)
"""Requests that change no load of an open conversation: the hot path locks no agent for them."""


_NAMING = frozenset(
    {
        commands.PassOn,
        commands.Invite,
        commands.SendAway,
        leading.Assign,
        commands.OpenTalk,
        commands.StartGroup,
        commands.AddToGroup,
    }
)
_CLOSED = ConversationState.CLOSED


def named_colleagues(act: Act) -> list[AccountId]:
    """Whom a client's request names: to take part, to take over, to talk."""
    if type(act.request) not in _NAMING:
        return []
    match act.request:
        case commands.PassOn() | commands.Invite() | commands.SendAway() as request:
            return [AccountId(request.agent)]
        case leading.Assign(agent=str(agent)):
            return [AccountId(agent)]
        case commands.OpenTalk() as request:
            return [AccountId(request.colleague)]
        case commands.StartGroup() | commands.AddToGroup() as request:
            return [AccountId(one) for one in request.members]
    return []


def concerned_agents(conversation: Conversation | None, act: Act) -> set[AccountId]:
    """Whose loads the act may change: they are loaded and locked before it is decided.

    A conversation may be None that an earlier act of the same batch opens.
    """
    agents: set[AccountId] = set(named_colleagues(act))
    if conversation is not None and conversation.is_talk:
        if not isinstance(act.request, commands.MarkRead):
            agents |= {one.account for one in conversation.members}
        return agents
    if conversation is not None:
        if type(act.request) in _LOAD_FREE and conversation.state is not _CLOSED:
            return agents
        agents |= {agent for agent in (conversation.owner, conversation.offer_agent) if agent}
        agents |= {guest.account for guest in conversation.guests}
    if isinstance(act.request, OfferTo):
        agents.add(act.request.agent)
    elif act.actor.kind is AuthorRole.AGENT:
        agents.add(AccountId(act.actor.id))
    return agents
