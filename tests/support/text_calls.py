"""Finds every call that puts text on the screen, and where the text comes from, by reading code.

Two kinds of places. One guesses at markup (a tool tip, a plain QLabel): only our own words and
`plain_tool_tip` may go there. The other draws what it is given, but at any length and with whatever
hides or deceives: only our own words and what went through `plain_line` or its neighbours may go
there. What cannot be followed to either is reported, so that a person names its source.
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

_ROOT = Path(__file__).parents[2]


class Place(StrEnum):
    """What a place does with what looks like markup."""

    GUESSING = "guessing"
    DRAWN = "drawn"


class Source(StrEnum):
    """Where a text comes from; the better first."""

    OWN = "own"
    MARKED_UP = "marked up"
    CLEANED = "cleaned"
    UNKNOWN = "unknown"


_GUESSING = {"setToolTip", "setWhatsThis", "showText", "setTabToolTip", "setTabWhatsThis"}
_DRAWN = {
    *(
        "setText",
        "setWindowTitle",
        "setTitle",
        "setStatusTip",
        "setPlaceholderText",
        "setPlainText",
    ),
    *("setItemText", "addItem", "insertItem", "addItems", "setTabText", "addTab", "insertTab"),
    *("addAction", "addMenu", "setIconText", "showMessage", "setLabelText"),
    *("insertText", "insertPlainText", "appendPlainText", "drawText"),
    *("setPrefix", "setSuffix", "setHeaderLabels", "setHorizontalHeaderLabels"),
    *("QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction"),
    *("Button", "PrimaryButton", "LinkButton", "CheckBox"),  # ours, that hand it on to Qt
    *("QListWidgetItem", "QTableWidgetItem", "QTreeWidgetItem", "QStandardItem", "QTextLayout"),
    *("QPlainTextEdit", "QLineEdit", "drawStaticText", "setDragText", "setSubTitle"),
}
FORBIDDEN = {
    *("setHtml", "setMarkdown", "insertHtml", "appendHtml", "fromHtml", "setDefaultStyleSheet"),
    *("QMessageBox", "QErrorMessage", "QInputDialog", "QTextBrowser", "QTextDocument", "QTextEdit"),
    *("QStaticText", "QLabel", "QProgressDialog", "QSplashScreen", "setInformativeText"),
    *("setDetailedText", "QWizardPage", "QStatusBar", "QWebEngineView"),
}
"""Nothing in the console needs these: each takes text for markup, or asks a question in a loop."""

_CLEANING = {"plain_line", "plain_text", "harmless"}
_MARKING_UP = {"plain_tool_tip"}
_OF_NUMBERS = {"formats", "days"}
"""Modules that make words of numbers and times."""
_READ_BACK = {"text", "accessibleName", "windowTitle", "placeholderText", "toolTip"}
_NUMBERS = {"len", "int", "round"}
_SAME_WORDS = {
    "strip",
    "upper",
    "lower",
    "lstrip",
    "rstrip",
    "partition",
    "rpartition",
    "replace",
    "format",
    "join",
}
_TEXT_AT = {"showText": 1, "setLabelText": 1, "addItem": 0}
_RANK = list(Source)


def worst(sources: Iterable[Source]) -> Source:
    """A text is as good as the worst of its parts."""
    return max(sources, key=_RANK.index, default=Source.OWN)


@dataclass(frozen=True, slots=True, order=True)
class TextCall:
    """One call that shows text."""

    module: str
    inside: str
    call: str
    text: str
    place: Place
    source: Source
    line: int = field(compare=False)

    @property
    def allowed(self) -> bool:
        """Whether the text may go to such a place without anybody asking."""
        if self.place is Place.GUESSING:
            return self.source in {Source.OWN, Source.MARKED_UP}
        return self.source in {Source.OWN, Source.CLEANED}


def text_calls(folder: Path) -> list[TextCall]:
    """Every call under a folder that shows text, in the order of the code."""
    modules = [_Module(path, folder) for path in sorted(folder.rglob("*.py"))]
    flow = _Flow(modules)
    return [call for module in modules for call in module.calls(flow)]


def called_names(path: Path) -> set[str]:
    """Everything that a file calls or derives from, by the last part of its name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {_called(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return calls | {base.id for one in classes for base in one.bases if isinstance(base, ast.Name)}


class _Body:
    """One function: what its names are made of."""

    def __init__(
        self,
        node: ast.FunctionDef | ast.AsyncFunctionDef,
        owner: "_Class | None",
        constants: dict[str, list[ast.expr]],
    ) -> None:
        self.node, self.owner, self.name = node, owner, node.name
        self.constants = constants
        self.values: dict[str, list[ast.expr]] = {}
        self.returns: list[ast.expr] = []
        for inner in ast.walk(node):
            self._read(inner)

    def _read(self, node: ast.AST) -> None:
        match node:
            case ast.Assign():
                for target in node.targets:
                    self._bind(target, node.value)
            case ast.AnnAssign(value=ast.expr()) | ast.AugAssign() | ast.NamedExpr():
                assert node.value is not None
                self._bind(node.target, node.value)
            case ast.For() | ast.comprehension():
                self._bind(node.target, node.iter)
            case ast.Return(value=ast.expr()):
                assert node.value is not None
                self.returns.append(node.value)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append" | "extend")):
                self.values.setdefault(name, []).extend(node.args)

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        match target:
            case ast.Name():
                self.values.setdefault(target.id, []).append(value)
            case ast.Attribute(value=ast.Name(id="self")) if self.owner is not None:
                self.owner.values.setdefault(target.attr, []).append((self, value))
            case ast.Tuple() | ast.List():
                parts = value.elts if isinstance(value, ast.Tuple) else [value] * len(target.elts)
                for one, part in zip(target.elts, parts, strict=False):
                    self._bind(one, part)


class _Class:
    """What the attributes of one class are made of."""

    def __init__(self, name: str, bases: Sequence[str]) -> None:
        self.name, self.bases = name, bases
        self.values: dict[str, list[tuple[_Body, ast.expr]]] = {}


class _Module:
    """One file, read."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.name = path.relative_to(folder.parent).as_posix()
        self._constants: dict[str, list[ast.expr]] = {}
        self.bodies: list[_Body] = []
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self._constants[node.targets[0].id] = [node.value]
        self._gather(tree, None)

    def _gather(self, node: ast.AST, owner: _Class | None) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef):
                bases = [base.id for base in child.bases if isinstance(base, ast.Name)]
                self._gather(child, _Class(child.name, bases))
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                self.bodies.append(_Body(child, owner, self._constants))

    def calls(self, flow: "_Flow") -> Iterator[TextCall]:
        """The calls of this file that show text."""
        for body in self.bodies:
            for node in ast.walk(body.node):
                if not isinstance(node, ast.Call):
                    continue
                name, text = _called(node), _text_of(node)
                if text is None or name not in _GUESSING | _DRAWN:
                    continue
                yield TextCall(
                    module=self.name,
                    inside=body.name,
                    call=name,
                    text=ast.unparse(text),
                    place=Place.GUESSING if name in _GUESSING else Place.DRAWN,
                    source=flow.source(text, body),
                    line=node.lineno,
                )


class _Flow:
    """Follows an expression back to where its words come from."""

    def __init__(self, modules: Sequence[_Module]) -> None:
        self._functions: dict[str, list[_Body]] = {}
        self._callers: dict[str, list[tuple[_Body, ast.Call]]] = {}
        self._under_way: set[int] = set()
        for body in (body for module in modules for body in module.bodies):
            self._functions.setdefault(body.name, []).append(body)
            for node in ast.walk(body.node):
                if isinstance(node, ast.Call):
                    for name in _callees(node, body):
                        self._callers.setdefault(name, []).append((body, node))

    def source(self, node: ast.expr, body: _Body) -> Source:
        """Where the words of an expression come from."""
        if id(node) in self._under_way:
            return Source.OWN  # a name made of itself adds nothing
        self._under_way.add(id(node))
        try:
            return self._source(node, body)
        finally:
            self._under_way.discard(id(node))

    def _source(self, node: ast.expr, body: _Body) -> Source:
        match node:
            case ast.Constant():
                return Source.OWN
            case ast.JoinedStr():
                return self._all(node.values, body)
            case ast.FormattedValue() | ast.Subscript() | ast.Starred():
                return self.source(node.value, body)
            case ast.NamedExpr():
                return self.source(node.value, body)
            case ast.IfExp():
                return self._all([node.body, node.orelse], body)
            case ast.BoolOp():
                return self._all(node.values, body)
            case ast.BinOp():
                return self._all([node.left, node.right], body)
            case ast.List() | ast.Tuple() | ast.Set():
                return self._all(node.elts, body)
            case ast.Dict():
                return self._all(node.values, body)
            case ast.GeneratorExp() | ast.ListComp():
                return self.source(node.elt, body)
            case ast.Name():
                return self._of_name(node.id, body)
            case ast.Attribute(value=ast.Name(id="self")) if body.owner is not None:
                made = body.owner.values.get(node.attr)
                if made is None:
                    return Source.UNKNOWN
                return worst(self.source(value, where) for where, value in made)
            case ast.Attribute(attr="text"):
                cleaned = self.source(node.value, body) is Source.CLEANED
                return Source.CLEANED if cleaned else Source.UNKNOWN
            case ast.Call():
                return self._of_call(node, body)
        return Source.UNKNOWN

    def _meant(self, node: ast.Call, body: _Body) -> Sequence[_Body]:
        """The functions a call may mean: the nearest of that name, else all there are."""
        known = self._functions.get(_called(node), [])
        here = [one for one in known if one.constants is body.constants]
        match node.func:
            case ast.Name():
                return [one for one in here if one.owner is None] or known
            case ast.Attribute(value=ast.Name(id="self")):
                return [one for one in here if one.owner is body.owner] or known
        return known

    def _all(self, nodes: Iterable[ast.expr], body: _Body) -> Source:
        return worst(self.source(node, body) for node in nodes)

    def _of_name(self, name: str, body: _Body) -> Source:
        if name in body.values:
            return self._all(body.values[name], body)
        given = body.node.args
        for parameter in (*given.args, *given.kwonlyargs):
            if parameter.arg == name:
                return self._of_parameter(parameter, body)
        if name in body.constants:
            return self._all(body.constants[name], body)
        return Source.UNKNOWN

    def _of_parameter(self, parameter: ast.arg, body: _Body) -> Source:
        """As good as the worst that any call gives; what Qt calls by itself gives anything."""
        kind = ast.unparse(parameter.annotation) if parameter.annotation else ""
        if kind in {"int", "float", "bool"}:
            return Source.OWN
        if id(parameter) in self._under_way:
            return Source.OWN
        made = body.owner is not None and body.name == "__init__"
        callers = self._callers.get(body.owner.name if body.owner and made else body.name, [])
        if not callers or not kind.startswith("str"):
            return Source.UNKNOWN
        self._under_way.add(id(parameter))
        try:
            return worst(
                self.source(value, where)
                for where, call in callers
                if (value := _given(call, parameter, body)) is not None
            )
        finally:
            self._under_way.discard(id(parameter))

    def _of_call(self, node: ast.Call, body: _Body) -> Source:
        name = _called(node)
        if name == "translate" or name in _NUMBERS:
            return Source.OWN
        if isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) in _OF_NUMBERS:
            return Source.OWN
        if name in _CLEANING or (name in _READ_BACK and not node.args):
            return Source.CLEANED
        if name in _MARKING_UP:
            return Source.MARKED_UP
        if name in {"elidedText", "str"}:
            return self.source(node.args[0], body)
        if name in _SAME_WORDS and isinstance(node.func, ast.Attribute):
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            return self._all([node.func.value, *given], body)
        if name in _DRAWN and (text := _text_of(node)) is not None:
            return self.source(text, body)
        known = self._meant(node, body)
        if not known or any(not one.returns for one in known):
            return Source.UNKNOWN
        return worst(self.source(value, one) for one in known for value in one.returns)


def _called(node: ast.Call) -> str:
    """The last part of what is called."""
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def _callees(node: ast.Call, body: _Body) -> Sequence[str]:
    """By which names what is called here may be defined."""
    name = _called(node)
    if name == "__init__" and body.owner is not None:
        return body.owner.bases
    return [name]


def _given(call: ast.Call, parameter: ast.arg, body: _Body) -> ast.expr | None:
    """What a call gives a parameter; its default, if any, where it gives nothing."""
    for keyword in call.keywords:
        if keyword.arg == parameter.arg:
            return keyword.value
    arguments = body.node.args
    names = [one.arg for one in arguments.args if one.arg not in {"self", "cls"}]
    if parameter.arg in names and names.index(parameter.arg) < len(call.args):
        return call.args[names.index(parameter.arg)]
    return None


def _text_of(node: ast.Call) -> ast.expr | None:
    """Which of the arguments is shown: the last, unless the call says otherwise."""
    name = _called(node)
    if not node.args:
        return None
    if name[0].isupper():
        return node.args[0]
    at = _TEXT_AT.get(name, -1)
    return node.args[at] if at < len(node.args) else None
