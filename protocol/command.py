"""What every command of a client is made on, and the scalars that only commands have.

`request` numbers the commands of a connection and comes back in the answer. `client_id` is the
identity of a command that changes something: made before the first try, the same at every retry.
"""

from typing import Annotated, dataclass_transform

import msgspec
from msgspec import Meta

from protocol import limits
from protocol.scalars import CLEAN, Count, Id

Language = Annotated[str, Meta(pattern=r"\A(ru|en)\Z")]
Query = Annotated[str, Meta(min_length=1, max_length=limits.QUERY_CHARACTERS, pattern=CLEAN)]


# Type checkers do not see that a Struct inherits `frozen`, unless told.
@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Command(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="verb",
):
    """A command of a client."""

    request: Count


class Write(Command):
    """A command that changes one conversation."""

    client_id: Id
    conversation: Id
