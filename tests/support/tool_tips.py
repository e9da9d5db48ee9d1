"""Reads the tool tips of a page: each must be taken for nothing but its words."""

from PySide6.QtWidgets import QWidget


def tool_tips(page: QWidget) -> set[str]:
    """Whatever hovering shows anywhere on a page."""
    return {widget.toolTip() for widget in page.findChildren(QWidget)} - {""}


def is_plain_tip(tip: str) -> bool:
    """Whether Qt reads no markup of the text's own in a tool tip."""
    if tip.startswith("<span>") and tip.endswith("</span>"):
        return "<" not in tip.removeprefix("<span>").removesuffix("</span>")
    return "<" not in tip
