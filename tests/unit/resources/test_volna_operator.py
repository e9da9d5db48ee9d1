"""The facts of the operator load typed, and a mistake in them is named by file and field."""

from decimal import Decimal
from importlib import resources

import pytest

from resources.volna.errors import ContentError
from resources.volna.operator import Language, Period, load_operator, parse_operator

FACTS = resources.files("resources.volna").joinpath("operator.toml").read_text(encoding="utf-8")


def test_facts_are_typed_and_money_is_decimal() -> None:
    operator = load_operator()
    services = {str(service.id): service for service in operator.services}
    assert services["who_called"].price == Decimal("1.50")
    assert services["who_called"].period is Period.DAY
    assert operator.name.said_in(Language.RU) == "Волна"
    assert operator.name.said_in(Language.EN) == "Volna"
    assert operator.rules.refund_without_approval == Decimal(500)


def test_loading_twice_reads_once() -> None:
    assert load_operator() is load_operator()


@pytest.mark.parametrize(
    ("right", "wrong", "field"),
    [
        ("price = 490", "cost = 490", "tariff[0].cost"),
        ("price = 490\n", "", "tariff[0].price"),
        ("minutes = 600", 'minutes = "600"', "tariff[0].minutes"),
        ('id = "briz"', 'id = "shtil"', "tariffs"),
        ('support_short_number = "0575"', "", "operator.support_short_number"),
        ("refund_days = 3", "", "rules.refund_days"),
        ("[rules]", "[rule]", "rules.birthday_gigabytes"),
        ("[[roaming_group]]", "[[roaming_groups]]", "roaming_group"),
    ],
)
def test_mistake_names_file_and_field(right: str, wrong: str, field: str) -> None:
    broken = FACTS.replace(right, wrong)
    assert broken != FACTS
    with pytest.raises(ContentError) as caught:
        parse_operator(broken)
    assert (caught.value.file, caught.value.field) == ("operator.toml", field)


def test_broken_toml_names_the_file() -> None:
    with pytest.raises(ContentError) as caught:
        parse_operator("[[topic]\n")
    assert caught.value.file == "operator.toml"
    assert str(caught.value).startswith("operator.toml: ")
