"""The error of the content that ships with the product: ContentError."""


class ContentError(Exception):
    """A file of our own content is wrong; the product must not start on it.

    Attributes:
        file: name of the file inside the package.
        field: path of the wrong field, empty where the file as a whole is wrong.
        problem: what is wrong with it, for the editor of the file.
    """

    def __init__(self, *, file: str, field: str, problem: str) -> None:
        """Keep the place beside the problem, so that a tool can point at it."""
        super().__init__(f"{file}: {field}: {problem}" if field else f"{file}: {problem}")
        self.file = file
        self.field = field
        self.problem = problem
