"""Supervisors have commands of their own, and nobody else has them."""

import pytest

from booking.terms import Role
from bot.channels.telegram.commands import menu_of


def test_supervisors_have_alerts_and_reports_and_no_visits() -> None:
    assert list(menu_of(Role.SUPERVISOR))[:2] == ["alerts", "report"]
    assert set(menu_of(Role.VENDOR)) - set(menu_of(Role.SUPERVISOR)) == {"tomorrow"}


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.VENDOR, Role.TECHNICIAN, Role.CENTRE])
def test_others_do_not(role: Role) -> None:
    assert not {"alerts", "report"} & set(menu_of(role))
