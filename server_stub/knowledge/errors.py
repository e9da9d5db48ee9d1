"""Errors of the knowledge base: KnowledgeError -> ContentTooLarge."""


class KnowledgeError(Exception):
    """Content that cannot be kept."""


class ContentTooLarge(KnowledgeError):
    """An article or a reply would not fit a page of the wire.

    Attributes: `id`, `size` and `limit` in encoded bytes.
    """

    def __init__(self, id: str, *, size: int, limit: int) -> None:
        super().__init__(f"{id}: {size} > {limit}")
        self.id = id
        self.size = size
        self.limit = limit
