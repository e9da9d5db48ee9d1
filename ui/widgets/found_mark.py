"""How what was looked for is marked, wherever a text is drawn: one ground and one line under it."""

from PySide6.QtGui import QTextCharFormat

from ui.theme.tokens import Tokens


def found_mark(tokens: Tokens) -> QTextCharFormat:
    """For the letters that were found."""
    style = QTextCharFormat()
    style.setBackground(tokens.warn_soft)
    style.setForeground(tokens.text)
    # A line too: no meaning is told by a colour alone.
    style.setFontUnderline(True)
    style.setUnderlineColor(tokens.warn)
    return style
