"""With what the link signs in: a password once, a token from then on."""

from dataclasses import dataclass

from protocol.commands import DeskCommand, Resume, SignIn

CLIENT = "pult/0.1.0"


@dataclass(frozen=True, slots=True, repr=False)
class Password:
    """Typed by a person, kept in memory until it was tried."""

    login: str
    password: str
    language: str

    def command(self, request: int) -> DeskCommand:
        """The command that opens a session."""
        return SignIn(
            request=request,
            login=self.login,
            password=self.password,
            client=CLIENT,
            language=self.language,
        )


@dataclass(frozen=True, slots=True, repr=False)
class Token:
    """Of an earlier session."""

    token: str
    language: str

    def command(self, request: int) -> DeskCommand:
        """The command that opens a session."""
        return Resume(request=request, token=self.token, client=CLIENT, language=self.language)


Credentials = Password | Token
