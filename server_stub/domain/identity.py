"""Whether a command that comes again is the one that came first.

A command's identity is kept by the first entry that it left: the same identity with another body is
a reuse, and refused.
"""

from protocol import bodies, commands, leading
from protocol.bodies import EntryBody
from server_stub.domain.acts import OpenVisit, Request

_LEAVES: dict[type, type] = {
    commands.Accept: bodies.Taken,
    commands.Take: bodies.Taken,
    commands.Decline: bodies.Declined,
    commands.Release: bodies.Released,
    commands.PassOn: bodies.PassedTo,
    commands.PassToTopic: bodies.PassedToTopic,
    commands.CallBack: bodies.CalledBack,
    commands.Invite: bodies.GuestCame,
    commands.SendAway: bodies.GuestLeft,
    commands.StepOut: bodies.GuestLeft,
    leading.WriteWhisper: bodies.Whisper,
    leading.JoinChat: bodies.LeadCame,
    leading.LeaveChat: bodies.LeadLeft,
    leading.TakeOver: bodies.Taken,
    leading.Assign: bodies.Assigned,
    commands.Hold: bodies.Held,
    commands.Unhold: bodies.Unheld,
    commands.Close: bodies.Closed,
    commands.Send: bodies.Message,
    commands.WriteNote: bodies.Note,
    commands.EditMessage: bodies.Edited,
    commands.DeleteMessage: bodies.Deleted,
    commands.OpenTalk: bodies.TalkBegan,
    commands.StartGroup: bodies.TalkBegan,
    commands.RenameGroup: bodies.TalkRenamed,
    commands.AddToGroup: bodies.TalkJoined,
    commands.LeaveGroup: bodies.TalkLeft,
    commands.Say: bodies.Message,
    commands.Ask: bodies.Message,
    commands.Settle: bodies.Settled,
    commands.VisitSend: bodies.Message,
    commands.VisitRate: bodies.Rated,
    commands.VisitLeave: bodies.Left,
    OpenVisit: bodies.Entered,
}
"""The entry that carries the identity of each command."""

_HOW: dict[type, frozenset[str]] = {
    commands.Accept: frozenset({"offer", "pass"}),
    commands.Take: frozenset({"claim"}),
    leading.TakeOver: frozenset({"taken_over"}),
    commands.SendAway: frozenset({"sent_away"}),
    commands.StepOut: frozenset({"left"}),
}
"""What tells apart the commands that leave the same entry."""


def is_repeat(request: Request, body: EntryBody) -> bool:
    """Whether the entry is what this command would have left: of its kind, and of its words."""
    if type(body) is not _LEAVES.get(type(request)):
        return False
    if isinstance(body, bodies.Taken | bodies.GuestLeft) and body.how not in _HOW[type(request)]:
        return False
    if isinstance(body, bodies.Message | bodies.Note) and body.edited is not None:
        return True  # its first words are not here any more; its identity is
    if isinstance(body, bodies.Message) and not _is_about(request, body):
        return False
    return all(
        getattr(request, name) == _asked(body, name)
        or (isinstance(request, commands.Close) and name == "topic" and request.topic is None)
        for name in body.__struct_fields__
        if name in request.__struct_fields__
    )


def _is_about(request: Request, body: bodies.Message) -> bool:
    """Whether it asks about what the request does: nothing, but for a question."""
    if not isinstance(request, commands.Ask):
        return body.about is None
    return body.about is not None and body.about.seq == request.seq


def _asked(body: EntryBody, name: str) -> object:
    """A field of the entry as a request names it: files, people and conversations by identity."""
    if isinstance(body, bodies.Message | bodies.Note) and name == "files":
        return tuple(file.id for file in body.files)
    if isinstance(body, bodies.Message) and name == "about":
        return body.about and body.about.conversation
    if isinstance(body, bodies.TalkBegan | bodies.TalkJoined) and name == "members":
        return tuple(person.account for person in body.members)
    return getattr(body, name)
