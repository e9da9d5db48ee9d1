"""The parts of the pages in `docs/` that are made of the code, so that they cannot grow stale.

`python -m tests.support.house_tables` writes them into the pages afresh. The tables of the wire
have a module of their own.
"""

import ast
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import typer

import main
from protocol.people import Role
from server_stub.domain.permissions import DESK_RULES, Needs
from server_stub.observability import Metrics
from tests.support import state_tables
from tests.support.key_tables import keys_table

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PACKAGES = ("protocol", "language", "server_stub", "console", "ui", "resources", "benchmarks")
_BLOCK = re.compile(r"(<!-- made of the code: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_NEEDS = {
    Needs.NOTHING: "",
    Needs.OWNER: "one's own",
    Needs.VOICE: "one's own, or joined as a lead",
    Needs.JOINED: "joined as a lead",
    Needs.LED: "of agents one leads",
    Needs.AGENT: "an agent one leads",
    Needs.GUEST: "a guest of",
    Needs.PART: "one's own, or a guest of",
    Needs.OFFERED: "offered to one",
    Needs.WAITING: "waiting, or offered to one",
    Needs.MINE_OR_WAITING: "one's own, or waiting",
    Needs.SIGHT: "in sight",
    Needs.REPLY: "one's own reply; a group's: leads; a common one: editors, administrators",
    Needs.MEMBER: "a talk one is in",
}


def filled(page: str, tables: Mapping[str, Callable[[], str]]) -> str:
    """The page with every table as the code says it now. Unknown names raise KeyError."""
    return _BLOCK.sub(
        lambda found: found[1] + "\n" + tables[found[2]]() + "\n" + found[3],
        page,
    )


def names(page: str) -> set[str]:
    """Of the tables in the page."""
    return {name for _, name, _ in _BLOCK.findall(page)}


def modules() -> str:
    """Every module by package, with what it says of itself."""
    parts = ["## main.py\n\n" + _sentence(ROOT / "main.py") + "\n"]
    for package in PACKAGES:
        folders = [ROOT / package, *sorted(p for p in (ROOT / package).rglob("*") if p.is_dir())]
        for folder in folders:
            lines = [
                f"- `{path.name}`: {_sentence(path)}\n"
                for path in sorted(folder.glob("*.py"))
                if path.name != "__init__.py"
            ]
            if (folder / "__init__.py").exists():
                head = _sentence(folder / "__init__.py")
                title = f"## {folder.relative_to(ROOT).as_posix()}/"
                parts.append("\n".join([title, "", head, "", "".join(lines)]))
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def permissions() -> str:
    """Who may use which verb, and on which conversations."""
    return table(
        ("verb", *(role.value for role in Role), "on what"),
        [
            (
                f"`{verb}`",
                *("yes" if role in rule.roles else "" for role in Role),
                _NEEDS[rule.needs],
            )
            for verb, rule in DESK_RULES.items()
        ],
    )


def serve_options() -> str:
    """The options of `serve`."""
    return _options("serve")


def simulate_options() -> str:
    """The options of `simulate`."""
    return _options("simulate")


def console_options() -> str:
    """The options of `console`."""
    return _options("console")


def admin_commands() -> str:
    """What `admin` can do."""
    group = _root().commands["admin"]
    assert isinstance(group, typer.core.TyperGroup)
    return table(
        ("command", "does"),
        [
            (f"`admin {name}{_arguments(command.params)}`", str(command.help))
            for name, command in group.commands.items()
        ],
    )


def metrics() -> str:
    """The figures at `/metrics`."""
    figures = Metrics()
    rows = []
    for name, metric in vars(figures).items():
        if name == "registry" or name.startswith("_"):
            continue
        for family in metric.describe():
            suffix = "_total" if family.type == "counter" else ""
            # Where there is one family of a metric, the metric knows them.
            named = family if metric is figures.answered else metric
            labels = ", ".join(f"`{label}`" for label in named._labelnames)  # noqa: SLF001 - no other way to read them
            rows.append((f"`{family.name}{suffix}`", family.type, labels, family.documentation))
    return table(("name", "type", "labels", "meaning"), rows)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---" for _ in head], *rows]
    cells = (
        " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in line) for line in lines
    )
    return "".join(f"| {line} |\n" for line in cells)


PAGES: dict[Path, dict[str, Callable[[], str]]] = {
    DOCS / "modules.md": {"modules": modules},
    DOCS / "architecture.md": {"permissions": permissions},
    DOCS / "conversation-states.md": {
        "diagram": state_tables.diagram,
        "states": lambda: table(*state_tables.rows()),
    },
    DOCS / "operating.md": {"serve_options": serve_options, "metrics": metrics},
    DOCS / "simulation.md": {"simulate_options": simulate_options},
    DOCS / "administrator.md": {"admin_commands": admin_commands},
    DOCS / "agent.md": {
        "keys": lambda: keys_table("en", ("keys", "what they do")),
        "console_options": console_options,
    },
    DOCS / "ru" / "agent.md": {"keys": lambda: keys_table("ru", ("клавиши", "что делают"))},
}
"""The pages, and the tables that each must hold."""


def _sentence(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split())


def _root() -> typer.core.TyperGroup:
    root = typer.main.get_command(main.application())
    assert isinstance(root, typer.core.TyperGroup)
    return root


def _options(name: str) -> str:
    rows = []
    for option in _root().commands[name].params:
        spelt = ", ".join(f"`{one}`" for one in option.opts)
        default = option.default
        shown = "" if default is None or default is False or default == [] else f"`{default}`"
        rows.append((spelt, shown, str(getattr(option, "help", ""))))
    return table(("option", "default", "meaning"), rows)


def _arguments(params: Iterable[object]) -> str:
    named = (one for one in params if isinstance(one, typer.core.TyperArgument))
    return "".join(f" {one.name.upper()}" for one in named if one.name)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for page, tables in PAGES.items():
        page.write_text(filled(page.read_text(encoding="utf-8"), tables), encoding="utf-8")
    sys.exit(0)
