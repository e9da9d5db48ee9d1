"""What every message of the server is made on.

An answer carries the `request` it answers; what is told unasked has none.
"""

from typing import dataclass_transform

import msgspec


# Type checkers do not see that a Struct inherits `frozen`, unless told.
@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """A frame of the server."""
