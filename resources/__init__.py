"""What ships beside the code (icons, fonts, themes, the operator «Волна»), and the one way in."""

from importlib.resources import files


def text(name: str) -> str:
    """The UTF-8 text of a resource: `text("themes/light.toml")`."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def lines(name: str) -> tuple[str, ...]:
    """The lines of a list, without remarks: `lines("internal_words.txt")`."""
    return tuple(line for line in text(name).splitlines() if line and not line.startswith("#"))


def data(name: str) -> bytes:
    """The bytes of a resource: `data("fonts/Inter-Regular.otf")`."""
    return files(__name__).joinpath(name).read_bytes()


def names(folder: str, *, suffix: str) -> list[str]:
    """Names of the resources of a folder that end so, sorted: `names("qss", suffix=".qss")`."""
    found = files(__name__).joinpath(folder).iterdir()
    return sorted(f"{folder}/{entry.name}" for entry in found if entry.name.endswith(suffix))
