"""How somebody's words are quoted in an answer: lines that begin with «> », as people know them."""

QUOTED = 400
"""Characters: enough to know what is meant; the words themselves stand above."""


def quoted(text: str, *, author: str = "") -> str:
    """The text as a quotation, with an empty line to write on behind it."""
    shown = text.strip()
    if len(shown) > QUOTED:
        shown = shown[:QUOTED].rstrip() + "…"
    first, *rest = shown.split("\n")
    lines = [f"{author}: {first}" if author else first, *rest]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n"
