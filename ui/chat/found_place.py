"""Where in a row what is looked for stands first: that is to be in sight, not the row alone."""

from ui.chat.file_card import Find, name_place
from ui.chat.row_layouts import RowLayout
from ui.widgets.plain_text import plain_line


def found_place(layout: RowLayout, find: Find) -> tuple[int, int] | None:
    """From its upper edge to its lower one, in the row; None where nothing of it is laid out."""
    for file, rect in zip(layout.row.files, layout.geometry.files, strict=True):
        if find(plain_line(file.name, shown=160)):
            name = name_place(file, rect)
            return int(name.top()), int(name.bottom()) + 1
    found = find(layout.laid.text)
    if not found:
        return None
    top, bottom = layout.laid.line_at(found[0][0])
    words = int(layout.geometry.text.top())
    return words + top, words + bottom
