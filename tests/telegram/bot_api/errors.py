"""What the server answers when it refuses a call."""


class RefusalError(Exception):
    """A call is refused; `code` is both the HTTP status and the error_code of the answer."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad(reason: str) -> RefusalError:
    """A call that breaks a rule of the Bot API."""
    return RefusalError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> RefusalError:
    """A call the bot has no right to make."""
    return RefusalError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> RefusalError:
    """A call that cannot go together with another one or with a webhook."""
    return RefusalError(409, f"Conflict: {reason}")


def too_many(retry_after: int) -> RefusalError:
    """A call over the limits; the bot has to wait `retry_after` seconds."""
    return RefusalError(429, f"Too Many Requests: retry after {retry_after}", retry_after)


def unauthorized() -> RefusalError:
    """A token that is unknown or revoked."""
    return RefusalError(401, "Unauthorized")
