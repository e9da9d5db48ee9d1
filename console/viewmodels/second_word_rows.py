"""How a message reads while a change of it is on its way, and how one that was stopped is shown."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from console.core.outgoing import Outgoing, OutgoingKind, Said
from console.viewmodels import formats, mark_lines
from console.viewmodels.transcript_rows import Mark, RowChange, TranscriptRow

translate = QCoreApplication.translate

_QUOTED = 60
"""As much of the old words as tells which message it is."""


def as_it_will_read(row: TranscriptRow, item: Outgoing, said: Said) -> TranscriptRow:
    """The row of a message that a change is on its way for."""
    deleted = item.kind is OutgoingKind.DELETION
    if deleted:
        time_text = translate("Transcript", "not yet deleted · {time}")
    else:
        time_text = translate("Transcript", "not yet saved · {time}")
    text = said.words if deleted else item.text
    time_text = time_text.format(time=formats.clock(row.at))
    mark = Mark.SENDING if item.state in mark_lines.UNDER_WAY else Mark.QUEUED
    return replace(
        row,
        version=hash((row.version, text, time_text, mark)),
        text=text,
        time_text=time_text,
        mark=mark,
        mark_text=mark_lines.mark_line(mark),
        mine=not deleted,
    )


def change_row(
    row: TranscriptRow, item: Outgoing, said: Said, *, beside_message: bool
) -> TranscriptRow:
    """The row of a change; while nothing has stopped it, a message that is here tells of it."""
    if beside_message and not item.stopped:
        return replace(row, folded=True, text="", takeable=False)
    if item.kind is OutgoingKind.DELETION:
        change, text = RowChange.DELETION, said.words
        title = (
            translate("Transcript", "Not deleted")
            if item.stopped
            else translate("Transcript", "Not yet deleted")
        )
    else:
        was = " ".join(said.words.split())
        if len(was) > _QUOTED:
            was = was[:_QUOTED] + "…"
        change, text = RowChange.WORDS, item.text
        title = (
            translate("Transcript", "Change not saved. It was: “{words}”")
            if item.stopped
            else translate("Transcript", "Change not saved yet. It was: “{words}”")
        ).format(words=was)
    version = hash((row.version, title))
    return replace(row, version=version, change=change, title=title, text=text, takeable=False)
