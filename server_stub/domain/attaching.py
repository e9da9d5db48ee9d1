"""The rule of what an entry may name: its writer's own files, whole, and for its readers alone."""

from collections.abc import Sequence

from protocol.bodies import Attachment
from protocol.entries import Audience
from protocol.ids import FileId
from server_stub.domain.draft import Draft
from server_stub.domain.errors import FileForOthers, FileUnfinished, NotFound
from server_stub.domain.files import FileState


def attach(draft: Draft, wanted: Sequence[str], *, to: Audience) -> tuple[Attachment, ...]:
    """The files that an entry names whose readers are `to`: each announced by its writer for just
    these readers, whole, and named by nothing yet.
    """
    attachments = []
    for one in dict.fromkeys(wanted):
        file = draft.context.files.get(FileId(one))
        own = (
            file is not None
            and file.sender == draft.actor.id
            and file.conversation == draft.before.id
        )
        if file is None or not own or file.state in (FileState.SENT, FileState.WITHDRAWN):
            raise NotFound(file=one)
        if file.audience is not to:
            raise FileForOthers(file=one)
        if file.state is not FileState.FINISHED:
            raise FileUnfinished(file=one)
        draft.attach(file.id)
        attachments.append(
            Attachment(
                id=file.id,
                name=file.name,
                media_type=file.media_type,
                size=file.size,
                width=file.width,
                height=file.height,
            )
        )
    return tuple(attachments)
