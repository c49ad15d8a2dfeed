"""The one error that people can mend."""


class DomainError(Exception):
    """A move that the rules refuse, with a code for machines and a message that tells a person what to do.

    `message` may be lazy, so that it is read in the language of whoever sees it. `field` names the form
    field it belongs to, where there is one.
    """

    def __init__(self, code: str, message, *, field: str | None = None):
        super().__init__(code)
        self.code = code
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)
