"""The words under the names of the contract: Python forgets them, its source does not."""

import ast
import inspect
from collections.abc import Sequence
from types import ModuleType


def of_constants(module: ModuleType) -> dict[str, str]:
    """The text under each upper-case name of a module; empty where there is none."""
    found = _under_names(ast.parse(inspect.getsource(module)).body)
    return {name: text for name, text in found.items() if name.isupper()}


def of_attributes(owner: type) -> dict[str, str]:
    """The text under each attribute of a class; empty where there is none."""
    tree = ast.parse(inspect.getsource(owner)).body[0]
    assert isinstance(tree, ast.ClassDef)
    return _under_names(tree.body)


def _under_names(body: Sequence[ast.stmt]) -> dict[str, str]:
    found: dict[str, str] = {}
    for statement, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(statement, ast.Assign):
            target = statement.targets[0]
        elif isinstance(statement, ast.AnnAssign):
            target = statement.target
        else:
            continue
        if isinstance(target, ast.Name):
            found[target.id] = _text(following)
    return found


def _text(statement: ast.stmt | None) -> str:
    match statement:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return inspect.cleandoc(text)
    return ""
