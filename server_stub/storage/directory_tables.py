"""The tables of the embedded subscriber directory: who is on a contract, and what he has.

A contract is one person; he has numbers; each number is charged to an account, which several
numbers of a family share. What is searched by is kept a second time, folded, in key columns.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, SmallInteger, Table, Text

from server_stub.storage.metadata import metadata

_Key = Text().with_variant(Text(collation="C"), "postgresql")
"""Compared by code points on both databases, so that a prefix is a range of the index."""
_Row = BigInteger().with_variant(Integer, "sqlite")

contract = Table(
    "contract",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", _Key, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("client_since", Text, nullable=False),
    Column("birth_date", Text, nullable=False),
    Column("passport", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("code_word", Text, nullable=False),
    Column("marks", Text, nullable=False),
    Column("home_tariff", Text, nullable=False),
    Column("home_since", Text, nullable=False),
)

contract_name = Table(
    "contract_name",
    metadata,
    Column("word", _Key, primary_key=True),
    Column("contract_id", Text, ForeignKey("contract.id"), primary_key=True),
    Column("part", SmallInteger, primary_key=True),
)
"""Each word of a person's name, folded."""
Index("ix_contract_name_contract_id_word", contract_name.c.contract_id, contract_name.c.word)

subscriber_account = Table(
    "subscriber_account",
    metadata,
    Column("id", Text, primary_key=True),
    Column("contract_id", Text, ForeignKey("contract.id"), nullable=False),
    Column("tariff", Text, nullable=False),
    Column("renews_on", Text, nullable=False),
    Column("opening", Integer, nullable=False),
    Column("balance", Integer, nullable=False),
    Column("minutes_left", Integer, nullable=False),
    Column("minutes_of", Integer, nullable=False),
    Column("megabytes_left", Integer, nullable=False),
    Column("megabytes_of", Integer, nullable=False),
    Column("messages_left", Integer, nullable=False),
    Column("messages_of", Integer, nullable=False),
    Column("promised", Integer, nullable=False),
    Column("promised_due_on", Text, nullable=False),
)
"""`opening` is the balance before the first line of money that is kept."""
Index("ix_subscriber_account_contract_id", subscriber_account.c.contract_id)

subscriber = Table(
    "subscriber",
    metadata,
    Column("id", Text, primary_key=True),
    Column("contract_id", Text, ForeignKey("contract.id"), nullable=False),
    Column("account_id", Text, ForeignKey("subscriber_account.id"), nullable=False),
    Column("position", SmallInteger, nullable=False),
    Column("number", _Key, nullable=False, unique=True),
    Column("number_reversed", _Key, nullable=False, unique=True),
    Column("status", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("sim", Text, nullable=False),
    Column("roaming", Text, nullable=False),
)
"""A number on a contract: ten digits, and the same backwards to find it by its last ones."""
Index("ix_subscriber_contract_id", subscriber.c.contract_id)

subscriber_product = Table(
    "subscriber_product",
    metadata,
    Column("subscriber_id", Text, ForeignKey("subscriber.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("product", Text, primary_key=True),
    Column("since", Text, nullable=False),
    Column("connected_by", Text, nullable=False),
)
"""A service or a subscription that a number has."""

subscriber_money = Table(
    "subscriber_money",
    metadata,
    Column("id", _Row, primary_key=True, autoincrement=True),
    Column("account_id", Text, ForeignKey("subscriber_account.id"), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("balance", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("story", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
)
"""Payments and write-offs, the balance after each; `item`, `story`, `quantity` make the title."""
Index("ix_subscriber_money_account_id_id", subscriber_money.c.account_id, subscriber_money.c.id)

subscriber_request = Table(
    "subscriber_request",
    metadata,
    Column("number", Text, primary_key=True),
    Column("subscriber_id", Text, ForeignKey("subscriber.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("opened_on", Text, nullable=False),
    Column("due_on", Text, nullable=False),
)
Index("ix_subscriber_request_subscriber_id", subscriber_request.c.subscriber_id)
