"""Writes contracts into the directory's tables and says whose a number is. Never commits."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, insert, select

from protocol.ids import SubscriberId
from server_stub.directory.name_keys import MAX_WORDS, words_of
from server_stub.directory.phones import national
from server_stub.directory.records import Billing, Contract, Line
from server_stub.storage import directory_tables as tables

_Rows = list[dict[str, Any]]


def is_empty(connection: Connection) -> bool:
    """Whether nobody is in the directory yet."""
    return connection.execute(select(tables.contract.c.id).limit(1)).first() is None


def insert_contracts(connection: Connection, contracts: Iterable[Contract]) -> None:
    """Add contracts with everything that hangs on them, one statement a table."""
    rows: dict[Any, _Rows] = {table: [] for table in _IN_ORDER}
    for contract in contracts:
        _add_contract(rows, contract)
    for table, added in rows.items():
        if added:
            connection.execute(insert(table), added)


def subscriber_by_phone(connection: Connection, phone: str) -> SubscriberId | None:
    """Whose number this is, however it is written."""
    number = national(phone)
    if number is None:
        return None
    return connection.scalar(
        select(tables.subscriber.c.id).where(tables.subscriber.c.number == number)
    )


_IN_ORDER = (
    tables.contract,
    tables.contract_name,
    tables.subscriber_account,
    tables.subscriber,
    tables.subscriber_product,
    tables.subscriber_money,
    tables.subscriber_request,
)


def _add_contract(rows: dict[Any, _Rows], contract: Contract) -> None:
    person = contract.person
    rows[tables.contract].append(
        {
            "id": contract.id,
            "number": contract.number,
            "name": person.name,
            "language": person.language,
            "client_since": contract.client_since.isoformat(),
            "birth_date": person.birth_date.isoformat(),
            "passport": person.passport,
            "address": person.address,
            "email": person.email,
            "code_word": person.code_word,
            "marks": " ".join(contract.marks),
            "home_tariff": contract.home_tariff,
            "home_since": contract.home_since.isoformat() if contract.home_since else "",
        }
    )
    rows[tables.contract_name].extend(
        {"word": word, "contract_id": contract.id, "part": part}
        for part, word in enumerate(words_of(person.name)[:MAX_WORDS])
    )
    position = 0
    for billing in contract.billings:
        _add_billing(rows, contract, billing)
        for line in billing.lines:
            _add_line(rows, contract, billing, line, position)
            position += 1


def _add_billing(rows: dict[Any, _Rows], contract: Contract, billing: Billing) -> None:
    rows[tables.subscriber_account].append(
        {
            "id": billing.id,
            "contract_id": contract.id,
            "tariff": billing.tariff,
            "renews_on": billing.renews_on.isoformat(),
            "opening": billing.opening,
            "balance": billing.balance,
            "minutes_left": billing.minutes.left,
            "minutes_of": billing.minutes.of,
            "megabytes_left": billing.megabytes.left,
            "megabytes_of": billing.megabytes.of,
            "messages_left": billing.messages.left,
            "messages_of": billing.messages.of,
            "promised": billing.promise.amount if billing.promise else 0,
            "promised_due_on": billing.promise.due_on.isoformat() if billing.promise else "",
        }
    )
    rows[tables.subscriber_money].extend(
        {
            "account_id": billing.id,
            "at": movement.at,
            "amount": movement.amount,
            "balance": movement.balance,
            "reason": movement.reason,
            "item": movement.item,
            "story": movement.story,
            "quantity": movement.quantity,
        }
        for movement in billing.movements
    )


def _add_line(
    rows: dict[Any, _Rows], contract: Contract, billing: Billing, line: Line, position: int
) -> None:
    rows[tables.subscriber].append(
        {
            "id": line.id,
            "contract_id": contract.id,
            "account_id": billing.id,
            "position": position,
            "number": line.number,
            "number_reversed": line.number[::-1],
            "status": line.status,
            "since": line.since.isoformat(),
            "device": line.device,
            "sim": line.sim,
            "roaming": line.roaming,
        }
    )
    rows[tables.subscriber_product].extend(
        {
            "subscriber_id": line.id,
            "kind": product.kind,
            "product": product.product,
            "since": product.since.isoformat(),
            "connected_by": product.connected_by,
        }
        for product in line.products
    )
    rows[tables.subscriber_request].extend(
        {
            "number": request.number,
            "subscriber_id": line.id,
            "kind": request.kind,
            "state": request.state,
            "opened_on": request.opened_on.isoformat(),
            "due_on": request.due_on.isoformat(),
        }
        for request in line.requests
    )
