"""Carries out what the dialogue wants done with cases: file, refer, move on."""

from booking.lifecycle import IllegalChangeError
from booking.terms import CITY, Role
from booking.work import Work
from bot import accounts
from bot.dialogue import acts, events
from bot.views.cases import case_view
from oversight import cases


class NotInChargeError(Exception):
    """Someone moves a case on who is no supervisor, or one of another district."""


def file_case(work: Work, party: str, act: acts.FileCase) -> events.Event:
    """Store a resident's report."""
    filed = cases.file_report(work, party, act.matter, act.place, act.words)
    return events.CaseFiled(case_view(work.session, filed.case), filed.how, filed.person)


def refer(work: Work, party: str, act: acts.Refer) -> None:
    """Keep that a number was told."""
    cases.refer(work, party, act.matter, act.district or CITY, act.estate)


def step_case(work: Work, party: str, act: acts.StepCase) -> events.Event:
    """Move a case on, for a supervisor in charge and as long as it is where that supervisor saw it.

    Raises UnknownCaseError, NotInChargeError or IllegalChangeError.
    """
    case = cases.lock_case(work.session, act.case)
    if party.partition(":")[0] != Role.SUPERVISOR or not in_charge(work, party, case.district):
        raise NotInChargeError(f"{party} is not in charge of {case.district}")
    if case.stage != act.stage:
        raise IllegalChangeError(f"the case is at {case.stage} by now")
    cases.step(work, case, act.event, party, act.reason)
    return events.CaseStepped(case_view(work.session, case))


def in_charge(work: Work, party: str, district: str) -> bool:
    """Whether a supervisor is in charge of a district."""
    return accounts.district_of(work.session, party) in (None, district)
