"""Which answer each command gets when it is not refused, and what the server says unasked."""

from protocol import answers, commands
from protocol.answers import Answer
from protocol.commands import Command

REPLIES: dict[type[Command], type[Answer] | None] = {
    commands.SignIn: answers.SignedIn,
    commands.Resume: answers.SignedIn,
    commands.SignOut: answers.Ok,
    commands.ReadDesk: answers.Desk,
    commands.CatchUp: answers.Page,
    commands.ReadHistory: answers.History,
    commands.ReadWaiting: answers.Waiting,
    commands.ReadConversations: answers.Conversations,
    commands.FindEntries: answers.FoundEntries,
    commands.ReadMyDay: answers.MyDay,
    commands.FindReceivers: answers.Receivers,
    commands.SyncKnowledge: answers.Knowledge,
    commands.FindSubscribers: answers.Subscribers,
    commands.ReadProfile: answers.ProfileRead,
    commands.Reveal: answers.Revealed,
    commands.Accept: answers.Done,
    commands.Decline: answers.Done,
    commands.Take: answers.Done,
    commands.Release: answers.Done,
    commands.PassOn: answers.Done,
    commands.PassToTopic: answers.Done,
    commands.CallBack: answers.Done,
    commands.Invite: answers.Done,
    commands.SendAway: answers.Done,
    commands.StepOut: answers.Done,
    commands.Hold: answers.Done,
    commands.Unhold: answers.Done,
    commands.Close: answers.Done,
    commands.AnnounceFile: answers.Upload,
    commands.OpenFile: answers.Ticket,
    commands.Send: answers.Done,
    commands.WriteNote: answers.Done,
    commands.EditMessage: answers.Done,
    commands.DeleteMessage: answers.Done,
    commands.MarkRead: answers.Done,
    commands.SetPresence: answers.Ok,
    commands.LookAt: None,
    commands.Typing: None,
    commands.Enter: answers.EnteredVisit,
    commands.ResumeVisit: answers.EnteredVisit,
    commands.VisitCatchUp: answers.VisitPage,
    commands.VisitAnnounceFile: answers.Upload,
    commands.VisitOpenFile: answers.Ticket,
    commands.VisitSend: answers.Done,
    commands.VisitTyping: None,
    commands.VisitMarkRead: answers.Done,
    commands.VisitRate: answers.Done,
    commands.VisitLeave: answers.Done,
}
"""None: a hint. It is refused as any command is, and otherwise not answered."""

TOLD_DESK: tuple[type[Answer], ...] = (
    answers.Desk,
    answers.Queues,
    answers.Changed,
    answers.KnowledgeChanged,
    answers.Hint,
    answers.Looking,
    answers.Beat,
    answers.Bye,
)
TOLD_VISIT: tuple[type[Answer], ...] = (
    answers.VisitChanged,
    answers.Hint,
    answers.Beat,
    answers.Bye,
)
