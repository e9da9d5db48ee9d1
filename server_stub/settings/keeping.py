"""The rules of a centre out of its store into a file, and back: whole, or nothing is changed."""

from sqlalchemy import Connection

from protocol.configuration import Flaw
from protocol.ids import AccountId
from server_stub.accounts.administration import COMMAND_LINE, connected
from server_stub.config import Config
from server_stub.domain.errors import ConfigurationRefused
from server_stub.domain.flaws import flaws
from server_stub.domain.found import Found
from server_stub.domain.settings import ItemChange
from server_stub.settings.document import Document, DocumentRefused, from_toml, mistake_of
from server_stub.settings.written import to_toml
from server_stub.storage import accounts, agent_rules, configuration
from server_stub.storage.engine import store_now


def export_blocking(config: Config) -> str:
    """What is set: the configuration, and everybody for whom something is."""
    with connected(config) as connection:
        logins: dict[str, str] = {one.id: one.login for one in accounts.everyone(connection)}
        rules = configuration.read(connection)
        rows = agent_rules.read(connection)
        return to_toml(
            rules.configuration, [row.rules for row in rows if row.version], logins=logins
        )


def import_blocking(config: Config, text: str) -> list[ItemChange]:
    """Make what the file says the configuration, and set what it says of agents; what has changed.

    Agents whom it does not name keep what is set for them. Raises `DocumentRefused`, with every
    mistake: nothing is changed then.
    """
    with connected(config) as connection:
        known = {one.login: one.id for one in accounts.everyone(connection)}
        document = from_toml(text, accounts=known)
        found = list(_flaws(connection, document))
        if found:
            raise DocumentRefused(mistake_of(document, one) for one in found)
        try:
            changes = configuration.save(connection, document.configuration, agents=document.agents)
        except ConfigurationRefused as refusal:
            reason = Found(str(refusal.data["field"]), Flaw(str(refusal.data["reason"])))
            raise DocumentRefused([mistake_of(document, reason)]) from None
        configuration.put_on_record(
            connection,
            changes,
            actor=COMMAND_LINE,
            verb="save_configuration",
            now=store_now(connection),
        )
        return changes


def _flaws(connection: Connection, document: Document) -> list[Found]:
    """Everything that does not fit, where saving would tell the first of it."""
    set_anew = {AccountId(one.account): one for one in document.agents}
    present = configuration.read(connection).configuration
    return list(
        flaws(
            document.configuration,
            [set_anew.get(row.account, row.rules) for row in agent_rules.read(connection)],
            spoken_before={queue.id: queue.languages for queue in present.queues},
        )
    )
