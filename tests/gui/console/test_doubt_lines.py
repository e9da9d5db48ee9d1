"""What is doubtful about a text is said whole, and not by its first example alone."""

import pytest

from console.core.guards import Doubt, DoubtKind
from console.viewmodels.doubt_lines import doubt_line
from ui import translation
from ui.translation import Language


def _empty(*names: str) -> list[Doubt]:
    return [Doubt(DoubtKind.VARIABLE, at, 1, f"{{{name}}}") for at, name in enumerate(names)]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("tariff",), "{tariff} is not filled in."),
        (("tariff", "tariff"), "{tariff} is not filled in."),
        (("tariff", "day"), "{tariff}, {day} are not filled in."),
        (("tariff", "day", "name"), "{tariff}, {day}, {name} are not filled in."),
        (("a", "b", "c", "d", "e"), "{a}, {b}, {c} and 2 more are not filled in."),
    ],
)
def test_every_empty_variable_is_named_or_counted(
    qapp: object, names: tuple[str, ...], said: str
) -> None:
    translation.current().install(Language.EN)
    assert doubt_line(_empty(*names)) == said
