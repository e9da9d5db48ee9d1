"""Whether a command that comes again is the one that came first.

A command's identity is kept by the first entry that it left: the same identity with another body is
a reuse, and refused.
"""

from protocol import commands, values
from protocol.values import EntryBody
from server_stub.domain.acts import OpenVisit, Request

_LEAVES: dict[type, type] = {
    commands.Accept: values.Taken,
    commands.Take: values.Taken,
    commands.Decline: values.Declined,
    commands.Release: values.Released,
    commands.PassOn: values.PassedTo,
    commands.PassToTopic: values.PassedToTopic,
    commands.CallBack: values.CalledBack,
    commands.Invite: values.GuestCame,
    commands.SendAway: values.GuestLeft,
    commands.StepOut: values.GuestLeft,
    commands.Hold: values.Held,
    commands.Unhold: values.Unheld,
    commands.Close: values.Closed,
    commands.Send: values.Message,
    commands.WriteNote: values.Note,
    commands.EditMessage: values.Edited,
    commands.DeleteMessage: values.Deleted,
    commands.OpenTalk: values.TalkBegan,
    commands.StartGroup: values.TalkBegan,
    commands.RenameGroup: values.TalkRenamed,
    commands.AddToGroup: values.TalkJoined,
    commands.LeaveGroup: values.TalkLeft,
    commands.Say: values.Message,
    commands.Ask: values.Message,
    commands.Settle: values.Settled,
    commands.VisitSend: values.Message,
    commands.VisitRate: values.Rated,
    commands.VisitLeave: values.Left,
    OpenVisit: values.Entered,
}
"""The entry that carries the identity of each command."""

_HOW: dict[type, frozenset[str]] = {
    commands.Accept: frozenset({"offer", "pass"}),
    commands.Take: frozenset({"claim"}),
    commands.SendAway: frozenset({"sent_away"}),
    commands.StepOut: frozenset({"left"}),
}
"""What tells apart the commands that leave the same entry."""


def is_repeat(request: Request, body: EntryBody) -> bool:
    """Whether the entry is what this command would have left: of its kind, and of its words."""
    if type(body) is not _LEAVES.get(type(request)):
        return False
    if isinstance(body, values.Taken | values.GuestLeft) and body.how not in _HOW[type(request)]:
        return False
    if isinstance(body, values.Message) and body.edited is not None:
        return True  # its first words are not here any more; its identity is
    if isinstance(body, values.Message) and not _is_about(request, body):
        return False
    return all(
        getattr(request, name) == _asked(body, name)
        or (isinstance(request, commands.Close) and name == "topic" and request.topic is None)
        for name in body.__struct_fields__
        if name in request.__struct_fields__
    )


def _is_about(request: Request, body: values.Message) -> bool:
    """Whether it asks about what the request does: nothing, but for a question."""
    if not isinstance(request, commands.Ask):
        return body.about is None
    return body.about is not None and body.about.seq == request.seq


def _asked(body: EntryBody, name: str) -> object:
    """A field of the entry as a request names it: files, people and conversations by identity."""
    if isinstance(body, values.Message | values.Note) and name == "files":
        return tuple(file.id for file in body.files)
    if isinstance(body, values.Message) and name == "about":
        return body.about and body.about.conversation
    if isinstance(body, values.TalkBegan | values.TalkJoined) and name == "members":
        return tuple(person.account for person in body.members)
    return getattr(body, name)
