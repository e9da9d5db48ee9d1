"""Keep the configuration as items, and what is set for agents; queues and catalogues move there.

Of a queue of old its titles, its two waits and its urgency are known; what else can be set has its
default. The way down keeps as much as the old tables hold.
"""

import json
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_KINDS = {"topic": "topics", "outcome": "outcomes", "break": "breaks", "operator": "operator"}

_OF_QUEUES = ("title_ru", "title_en", "warn_after_s", "late_after_s", "urgent", "position")


def upgrade() -> None:
    op.create_table(
        "setting",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_setting")),
    )
    op.create_table(
        "agent_rules",
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.id"], name=op.f("fk_agent_rules_account_account")
        ),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_agent_rules")),
    )
    connection = op.get_bind()
    items = [*_queues(connection), *_catalogue(connection)]
    if items:
        connection.execute(sa.insert(_SETTING), items)
    stamp = {"key": "configuration_rev", "value": f"{int(bool(items))}.{secrets.token_hex(13)}"}
    connection.execute(sa.text("INSERT INTO store (key, value) VALUES (:key, :value)"), stamp)
    op.drop_table("catalogue")
    for name in _OF_QUEUES:
        op.drop_column("queue", name)


def downgrade() -> None:
    op.create_table(
        "catalogue",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("title_ru", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("queue", sa.String(length=40), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_catalogue")),
    )
    text, number = sa.String(length=120), sa.Integer()
    for name, kind, default in (
        ("title_ru", text, "''"),
        ("title_en", text, "''"),
        ("warn_after_s", number, "30"),
        ("late_after_s", number, "90"),
        ("urgent", sa.Boolean(), "false"),
        ("position", number, "0"),
    ):
        op.add_column(
            "queue", sa.Column(name, kind, nullable=False, server_default=sa.text(default))
        )
    connection = op.get_bind()
    for row in connection.execute(sa.select(_SETTING)).all():
        _put_back(connection, row)
    connection.execute(sa.text("DELETE FROM store WHERE key = 'configuration_rev'"))
    op.drop_table("agent_rules")
    op.drop_table("setting")


_SETTING = sa.table(
    "setting",
    sa.column("kind", sa.String),
    sa.column("id", sa.String),
    sa.column("position", sa.Integer),
    sa.column("body", sa.Text),
)


def _queues(connection: sa.Connection) -> list[dict[str, object]]:
    rows = connection.execute(
        sa.text(f"SELECT id, {', '.join(_OF_QUEUES)} FROM queue ORDER BY position")
    )
    return [
        _item(
            "queues",
            row.id,
            place,
            {
                "id": row.id,
                "title": {"ru": row.title_ru, "en": row.title_en},
                "warn_after": row.warn_after_s,
                "late_after": row.late_after_s,
                "urgent": bool(row.urgent),
            },
        )
        for place, row in enumerate(rows)
    ]


def _catalogue(connection: sa.Connection) -> list[dict[str, object]]:
    rows = connection.execute(
        sa.text("SELECT kind, id, title_ru, title_en, queue FROM catalogue ORDER BY position")
    )
    items = []
    for place, row in enumerate(rows):
        kind = _KINDS.get(row.kind)
        if kind is None:
            continue
        title = {"ru": row.title_ru, "en": row.title_en}
        body: dict[str, object] = title
        if kind != "operator":
            body = {"id": row.id, "title": title}
        if kind == "topics":
            body["queue"] = row.queue or ""
        items.append(_item(kind, row.id, place, body))
    return items


def _item(kind: str, identity: str, place: int, body: dict[str, object]) -> dict[str, object]:
    written = json.dumps(body, ensure_ascii=False)
    return {"kind": kind, "id": identity, "position": place, "body": written}


def _put_back(connection: sa.Connection, row: sa.Row[tuple[str, str, int, str]]) -> None:
    body = json.loads(row.body)
    title = body if row.kind == "operator" else body["title"]
    values = {
        "id": row.id,
        "ru": title["ru"],
        "en": title["en"],
        "position": row.position,
        "queue": body.get("queue"),
        "warn": body.get("warn_after", 30),
        "late": body.get("late_after", 90),
        "urgent": body.get("urgent", False),
    }
    if row.kind == "queues":
        connection.execute(
            sa.text(
                "UPDATE queue SET title_ru = :ru, title_en = :en, warn_after_s = :warn,"
                " late_after_s = :late, urgent = :urgent, position = :position WHERE id = :id"
            ),
            {key: values[key] for key in ("ru", "en", "warn", "late", "urgent", "position", "id")},
        )
    kinds = {new: old for old, new in _KINDS.items()}
    if row.kind in kinds:
        connection.execute(
            sa.text(
                "INSERT INTO catalogue (kind, id, title_ru, title_en, queue, position)"
                " VALUES (:kind, :id, :ru, :en, :queue, :position)"
            ),
            {
                "kind": kinds[row.kind],
                **{key: values[key] for key in ("id", "ru", "en", "queue", "position")},
            },
        )
