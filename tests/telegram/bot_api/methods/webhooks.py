"""Methods that tell where updates go. getUpdates itself stands with the long polling."""

import re
from typing import Any
from urllib.parse import urlsplit

from tests.telegram.bot_api.errors import bad
from tests.telegram.bot_api.methods.registry import Call, method
from tests.telegram.bot_api.queue import KINDS, NOT_BY_DEFAULT, Webhook

_SECRET = re.compile(r"[A-Za-z0-9_-]*")


def take_allowed(call: Call) -> None:
    """Remember which kinds of updates the bot wants; without the parameter it stays as it was."""
    wanted = call.params.listed("allowed_updates")
    if wanted is None:
        return
    for kind in wanted:
        if kind not in KINDS:
            call.complain(f"{call.method}: there are no updates of the kind {kind}")
    call.bot.queue.allowed = set(wanted) & KINDS if wanted else KINDS - NOT_BY_DEFAULT


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise bad("bad webhook: invalid URL") from error
    if not parts.hostname:
        raise bad("bad webhook: invalid URL")
    # A server that runs beside the bot takes plain HTTP and any port on loopback; the public one takes neither.
    if parts.hostname in ("127.0.0.1", "localhost", "::1"):
        return
    if parts.scheme != "https":
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in (None, 443, 80, 88, 8443):
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


@method(
    "setWebhook",
    "url",
    "certificate",
    "ip_address",
    "max_connections",
    "allowed_updates",
    "drop_pending_updates",
    "secret_token",
)
def set_webhook(call: Call) -> Any:
    """Send updates to an address from now on; an empty one ends that."""
    url, secret = call.params.text("url"), call.params.text("secret_token")
    most = call.params.number("max_connections", 40)
    if len(secret) > 256:
        raise bad("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    if not 1 <= most <= 100:
        raise bad("max_connections must be between 1 and 100")
    if url:
        _check_url(url)
    take_allowed(call)
    if call.params.flag("drop_pending_updates"):
        call.bot.queue.drop_all()
    call.bot.webhook = Webhook(url, secret, most) if url else None
    call.bot.queue.wake()
    return True


@method("deleteWebhook", "drop_pending_updates")
def delete_webhook(call: Call) -> Any:
    """Keep updates for polling again."""
    if call.params.flag("drop_pending_updates"):
        call.bot.queue.drop_all()
    call.bot.webhook = None
    call.bot.queue.wake()
    return True


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Any:
    """Tell where updates go, how many wait and what went wrong last."""
    hook, queue = call.bot.webhook, call.bot.queue
    info: dict[str, Any] = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(queue.waiting),
    }
    if queue.allowed != KINDS - NOT_BY_DEFAULT:
        info["allowed_updates"] = sorted(queue.allowed)
    if hook:
        info["max_connections"] = hook.max_connections
    if hook and hook.last_error_at:
        info["last_error_date"] = int(hook.last_error_at.timestamp())
        info["last_error_message"] = hook.last_error
    return info
