"""What the demo shows about itself: its accounts, and that its data are invented."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.sample.files import read_sample
from bot.settings import Settings
from locales.args import Named


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account that anybody may use."""

    login: str
    password: str
    name: Named


def is_demo(settings: Settings) -> bool:
    """Whether sample firms act by themselves here."""
    return settings.sample_firms_answer > 0


def demo_accounts(settings: Settings) -> Sequence[DemoAccount]:
    """The accounts of the sample data in the demo, none elsewhere."""
    if not is_demo(settings):
        return ()
    return [
        DemoAccount(account.login, account.password, Named(account.name_zh, account.name_en))
        for account in read_sample().accounts.accounts
    ]
