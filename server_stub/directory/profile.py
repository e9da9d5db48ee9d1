"""Reads subscribers as an agent sees them: lines of a search, profiles, single hidden fields."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, select

from protocol import limits
from protocol.ids import SubscriberId
from protocol.subscribers import HiddenField as MaskedField
from protocol.subscribers import (
    Leftover,
    MoneyLine,
    NumberLine,
    Profile,
    PromisedPayment,
    RequestState,
    ServiceState,
    SubscriberLine,
    SubscriptionState,
    TariffState,
)
from resources.volna.operator import Language
from server_stub.directory import phones
from server_stub.directory.masking import HiddenField, masked
from server_stub.directory.records import MEGABYTES, ProductKind, Story
from server_stub.directory.titles import Catalogue, kopecks
from server_stub.storage.directory_tables import (
    contract,
    subscriber,
    subscriber_account,
    subscriber_money,
    subscriber_product,
    subscriber_request,
)

_LINES = select(
    subscriber.c.id,
    subscriber.c.number,
    subscriber.c.status,
    subscriber.c.position,
    subscriber_account.c.tariff,
    contract.c.name,
    contract.c.number.label("contract"),
).select_from(
    subscriber.join(contract, contract.c.id == subscriber.c.contract_id).join(
        subscriber_account, subscriber_account.c.id == subscriber.c.account_id
    )
)
_DEBT = "debt"
_IDENTITY_UNKNOWN = "none"


def read_lines(
    connection: Connection,
    subscribers: Sequence[SubscriberId],
    *,
    catalogue: Catalogue,
    language: Language,
) -> tuple[SubscriberLine, ...]:
    """The lines of these subscribers in their order; whoever is not there is left out."""
    rows = {
        row.id: row for row in connection.execute(_LINES.where(subscriber.c.id.in_(subscribers)))
    }
    return tuple(
        SubscriberLine(
            id=row.id,
            name=row.name,
            contract=_spaced(row.contract),
            number=phones.masked(row.number),
            tariff=catalogue.tariffs[row.tariff].title.said_in(language),
        )
        for row in (rows[each] for each in subscribers if each in rows)
    )


def read_profile(
    connection: Connection, identity: SubscriberId, *, catalogue: Catalogue, language: Language
) -> Profile | None:
    """Everything a subscriber has, sensitive fields masked."""
    me = _one(connection, identity)
    if me is None:
        return None
    products = connection.execute(
        select(subscriber_product)
        .where(subscriber_product.c.subscriber_id == identity)
        .order_by(subscriber_product.c.since, subscriber_product.c.product)
    ).all()
    promised = (
        PromisedPayment(amount=me["promised"], due_on=me["promised_due_on"])
        if me["promised"]
        else None
    )
    tariff = catalogue.tariffs[me["tariff"]]
    return Profile(
        id=me["id"],
        name=me["name"],
        contract=_spaced(me["contract"]),
        identity=_IDENTITY_UNKNOWN,
        language=me["language"],
        client_since=me["client_since"],
        hidden=[MaskedField(field=field, masked=masked(field, me[field])) for field in HiddenField],
        numbers=_numbers(connection, me["contract_id"], catalogue=catalogue, language=language),
        tariff=TariffState(
            id=tariff.id,
            title=tariff.title.said_in(language),
            price=kopecks(tariff.price),
            renews_on=me["renews_on"],
            archived=tariff.archived,
        ),
        balance=me["balance"],
        leftovers=_leftovers(me),
        money=_money(connection, me["account_id"], catalogue=catalogue, language=language),
        services=_services(me, products, catalogue=catalogue, language=language),
        subscriptions=_subscriptions(products, catalogue=catalogue, language=language),
        requests=_requests(connection, identity, catalogue=catalogue, language=language),
        marks=[*me["marks"].split(), *([_DEBT] if me["balance"] < 0 else [])],
        device=me["device"],
        sim=me["sim"],
        roaming=catalogue.countries[me["roaming"]].said_in(language) if me["roaming"] else "",
        promised=promised,
    )


def read_hidden(connection: Connection, identity: SubscriberId, field: str) -> str | None:
    """A hidden field in full, a number as it is printed."""
    if field not in set(HiddenField):
        return None
    me = _one(connection, identity)
    if me is None:
        return None
    value: str = me[field]
    return phones.shown(value) if field == HiddenField.NUMBER else value


def _one(connection: Connection, identity: SubscriberId) -> RowMapping | None:
    return (
        connection.execute(
            select(
                *subscriber.c,
                *(each for each in contract.c if each.name not in ("id", "number")),
                contract.c.number.label("contract"),
                *(each for each in subscriber_account.c if each.name not in ("id", "contract_id")),
            )
            .select_from(
                subscriber.join(contract, contract.c.id == subscriber.c.contract_id).join(
                    subscriber_account, subscriber_account.c.id == subscriber.c.account_id
                )
            )
            .where(subscriber.c.id == identity)
        )
        .mappings()
        .one_or_none()
    )


def _numbers(
    connection: Connection, contract_id: str, *, catalogue: Catalogue, language: Language
) -> list[NumberLine]:
    rows = connection.execute(
        _LINES.where(subscriber.c.contract_id == contract_id).order_by(subscriber.c.position)
    )
    return [
        NumberLine(
            id=row.id,
            number=phones.masked(row.number),
            tariff=catalogue.tariffs[row.tariff].title.said_in(language),
            status=row.status,
        )
        for row in rows
    ]


def _leftovers(me: RowMapping) -> list[Leftover]:
    packages = (
        ("minutes", me["minutes_left"], me["minutes_of"], 1),
        ("gigabytes", me["megabytes_left"], me["megabytes_of"], MEGABYTES),
        ("messages", me["messages_left"], me["messages_of"], 1),
    )
    return [
        Leftover(kind=kind, left=round(left / unit, 1), of=round(of / unit, 1))
        for kind, left, of, unit in packages
        if of
    ]


def _money(
    connection: Connection, account_id: str, *, catalogue: Catalogue, language: Language
) -> list[MoneyLine]:
    """Newest first, as an agent asked «why was money written off» reads them."""
    rows = connection.execute(
        select(subscriber_money)
        .where(subscriber_money.c.account_id == account_id)
        .order_by(subscriber_money.c.id.desc())
        .limit(limits.MONEY_LINES)
    )
    return [
        MoneyLine(
            at=row.at,
            amount=row.amount,
            title=catalogue.money_title(
                item=row.item, story=Story(row.story), quantity=row.quantity, language=language
            ),
            reason=row.reason,
        )
        for row in rows
    ]


def _services(
    me: RowMapping, products: Sequence[Row[Any]], *, catalogue: Catalogue, language: Language
) -> list[ServiceState]:
    states = [
        ServiceState(
            id=service.id,
            title=service.title.said_in(language),
            price=kopecks(service.price),
            period=service.period,
            since=row.since,
        )
        for row in products
        if row.kind == ProductKind.SERVICE
        for service in (catalogue.services[row.product],)
    ]
    if not me["home_tariff"]:
        return states
    home = catalogue.home_tariffs[me["home_tariff"]]
    at_home = ServiceState(
        id=home.id,
        title=home.title.said_in(language),
        price=kopecks(home.price),
        period="month",
        since=me["home_since"],
    )
    return [at_home, *states]


def _subscriptions(
    products: Sequence[Row[Any]], *, catalogue: Catalogue, language: Language
) -> list[SubscriptionState]:
    return [
        SubscriptionState(
            id=paid.id,
            title=paid.title.said_in(language),
            short_number=paid.short_number,
            price=kopecks(paid.price),
            period=paid.period,
            since=row.since,
            connected_by=row.connected_by,
        )
        for row in products
        if row.kind == ProductKind.SUBSCRIPTION
        for paid in (catalogue.subscriptions[row.product],)
    ]


def _requests(
    connection: Connection, identity: SubscriberId, *, catalogue: Catalogue, language: Language
) -> list[RequestState]:
    rows = connection.execute(
        select(subscriber_request)
        .where(subscriber_request.c.subscriber_id == identity)
        .order_by(subscriber_request.c.opened_on.desc(), subscriber_request.c.number)
    )
    return [
        RequestState(
            number=row.number,
            title=catalogue.requests[row.kind].said_in(language),
            state=row.state,
            opened_on=row.opened_on,
            due_on=row.due_on,
        )
        for row in rows
    ]


def _spaced(contract_number: str) -> str:
    """Nine digits by threes, as they stand on the paper."""
    return " ".join(contract_number[start : start + 3] for start in range(0, 9, 3))
