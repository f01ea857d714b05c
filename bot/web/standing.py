"""Where a request stands as the pages name it: that another window is proposed is told like a status."""

from bot.dialogue.views import RequestView


def standing(view: RequestView) -> str:
    """The end of the keys for where a request stands."""
    return "proposed" if view.proposed is not None else view.status
