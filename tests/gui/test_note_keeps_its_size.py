"""A note on its way takes the room that it will have once it is saved."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from console.viewmodels.transcript_rows import Mark, RowKind
from protocol.people import AuthorRole
from tests.support.transcripts import row
from ui.chat.row_layouts import RowLayouts


@settings(deadline=None)
@given(
    words=st.lists(st.sampled_from(["да", "заявка", "сверена", "Ё" * 30]), min_size=1, max_size=60),
    width=st.integers(330, 1100),
    mark=st.sampled_from([Mark.QUEUED, Mark.SENDING, Mark.ACCEPTED]),
)
def test_a_note_does_not_change_its_size_once_it_is_saved(
    words: list[str], width: int, mark: Mark, qapp: QApplication
) -> None:
    layouts = RowLayouts()
    layouts.set_width(width)
    pending = row(
        RowKind.PENDING,
        " ".join(words),
        author_role=AuthorRole.AGENT,
        outgoing=True,
        note=True,
        time_text="14:03",
        mark=mark,
    )
    saved = replace(pending, key="saved", kind=RowKind.NOTE, mark=Mark.NONE)
    assert layouts.get(pending).geometry == layouts.get(saved).geometry
