"""Cases in the database, of each kind: linked, counted, chained and sealed, moved only by who is in charge."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from booking import sealing
from booking.lifecycle import IllegalChangeError
from booking.requests import Place
from booking.terms import District, Role
from bot.accounts import Account
from bot.dialogue.acts import StepCase
from bot.dialogue.events import CaseStepped, Refused
from bot.performing.acts import perform
from oversight import alerts, cases
from oversight.audit import audit
from oversight.case_entities import Case, CaseFact
from oversight.case_facts import facts_of
from oversight.case_life import CaseEvent, How
from oversight.case_places import contacts_of, estate_of
from oversight.case_rules import Stage, case_rules
from tests.rooms import XUHUI, Rooms

BUILDING = replace(XUHUI, door="")


def file_one(rooms: Rooms, resident: str, code: str = "lift", place: Place = BUILDING) -> tuple[int, How, int]:
    """File a report; the case's id, what became of it, which person it is."""

    def rule(work: object) -> tuple[int, How, int]:
        filed = cases.file_report(work, f"resident:{resident}", code, place, "坏了")  # type: ignore[arg-type]
        return filed.case.id, filed.how, filed.person

    return rooms.do(rule)


def step(rooms: Rooms, case_id: int, event: CaseEvent, reason: str = "已查看") -> None:
    rooms.do(lambda work: cases.step(work, cases.lock_case(work.session, case_id), event, "supervisor:lin", reason))


def case_of(rooms: Rooms, case_id: int) -> Case:
    return rooms.see(lambda session: session.exec(select(Case).where(Case.id == case_id)).one())


def repeated(rooms: Rooms) -> list[str]:
    return [a.kind for a in rooms.see(lambda session: list(alerts.open_alerts(session))) if a.kind == "case_repeated"]


def test_however_the_place_is_written_it_is_the_same(rooms: Rooms) -> None:
    first, how, _ = file_one(rooms, "a")
    assert how is How.NEW
    by_street = replace(BUILDING, estate=None)
    in_english = Place(District.XUHUI, estate="  " + _english(rooms).upper(), building="7")
    assert file_one(rooms, "b", place=by_street) == (first, How.JOINED, 2)
    assert file_one(rooms, "c", place=in_english) == (first, How.JOINED, 3)
    assert file_one(rooms, "d", place=replace(BUILDING, building="8"))[1] is How.NEW
    assert file_one(rooms, "e", code="corridor_light")[1] is How.NEW


def _english(rooms: Rooms) -> str:
    estate = rooms.see(lambda session: estate_of(session, BUILDING))
    assert estate is not None
    return estate.name_en


def test_a_matter_of_the_estate_counts_all_buildings(rooms: Rooms) -> None:
    first, _, _ = file_one(rooms, "a", "barrier")
    assert file_one(rooms, "b", "barrier", replace(BUILDING, building="9")) == (first, How.JOINED, 2)


def test_the_third_person_raises_one_alert(rooms: Rooms) -> None:
    for resident, alerted in (("a", 0), ("a", 0), ("b", 0), ("b", 0), ("c", 1), ("c", 1), ("d", 1)):
        case_id, _, _ = file_one(rooms, resident)
        assert len(repeated(rooms)) == alerted
    case = case_of(rooms, case_id)
    assert (case.people, case.reports) == (4, 7)


def test_people_beyond_the_window_of_days_do_not_count(rooms: Rooms) -> None:
    file_one(rooms, "a")
    file_one(rooms, "b")
    rooms.clock.advance(case_rules().window * 1.1)
    assert file_one(rooms, "c")[1:] == (How.JOINED, 1)
    assert repeated(rooms) == []


def test_reports_at_the_same_moment_make_one_case(rooms: Rooms) -> None:
    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda n: file_one(rooms, f"r{n}"), range(6)))
    assert len({case_id for case_id, _, _ in made}) == 1
    assert sorted(person for _, _, person in made) == [1, 2, 3, 4, 5, 6]
    assert len(repeated(rooms)) == 1
    assert rooms.see(lambda session: list(audit(session))) == []


def test_a_closed_case_is_followed_by_a_new_one_that_knows_it(rooms: Rooms) -> None:
    first, _, _ = file_one(rooms, "a")
    step(rooms, first, CaseEvent.DISMISSED)
    second, how, _ = file_one(rooms, "a")
    assert (how, case_of(rooms, second).follows) == (How.NEW, first)
    step(rooms, second, CaseEvent.DISMISSED)
    rooms.clock.advance(case_rules().window * 1.1)
    assert case_of(rooms, file_one(rooms, "a")[0]).follows is None


def test_a_step_needs_a_reason_and_an_open_stage(rooms: Rooms) -> None:
    case_id, _, _ = file_one(rooms, "a")
    with pytest.raises(ValueError, match="reason"):
        step(rooms, case_id, CaseEvent.ADVANCED, "  ")
    with pytest.raises(IllegalChangeError):
        step(rooms, case_id, CaseEvent.SKIPPED)
    assert case_of(rooms, case_id).stage == Stage.REPORTED
    step(rooms, case_id, CaseEvent.DISMISSED)
    with pytest.raises(IllegalChangeError):
        step(rooms, case_id, CaseEvent.ADVANCED)


def test_only_supervisors_in_charge_move_a_case_and_only_from_where_they_saw_it(rooms: Rooms) -> None:
    def employ(session: Session) -> None:
        for login, district in (("xu", "xuhui"), ("jing", "jingan")):
            session.add(
                Account(
                    login=login,
                    role=Role.SUPERVISOR,
                    party=f"supervisor:{login}",
                    district=district,
                    name_zh=login,
                    name_en=login,
                    password_hash="x",
                )
            )

    rooms.database.write(employ)
    case_id, _, _ = file_one(rooms, "a")
    act = StepCase(case_id, CaseEvent.ADVANCED, Stage.REPORTED, "已查看")
    for party in ("resident:a", "vendor:pudong-big-nut", "technician:x", "centre:xuhui", "supervisor:jing"):
        refused = rooms.do(lambda work, p=party: perform(work, p, act))  # type: ignore[misc]
        assert isinstance(refused, Refused)
        assert refused.why == "not_yours"
    assert isinstance(rooms.do(lambda work: perform(work, "supervisor:xu", act)), CaseStepped)
    late = rooms.do(lambda work: perform(work, "supervisor:xu", act))
    assert isinstance(late, Refused)
    unknown = replace(act, case=42)
    assert isinstance(rooms.do(lambda work: perform(work, "supervisor:xu", unknown)), Refused)
    assert case_of(rooms, case_id).stage == Stage.SITE_CHECK


def test_the_log_is_chained_and_sealed(rooms: Rooms) -> None:
    case_id, _, _ = file_one(rooms, "a")
    step(rooms, case_id, CaseEvent.ADVANCED)
    rooms.do(lambda work: sealing.seal(work, Case))
    assert rooms.see(lambda session: list(audit(session))) == []
    kinds = [fact.kind for fact in rooms.see(lambda session: facts_of(session, case_of(rooms, case_id)))]
    assert kinds == ["filed", "advanced"]
    rooms.database.write(lambda session: _reword(session, case_id))
    assert any("fact 2 was altered" in fault for fault in rooms.see(lambda session: list(audit(session))))


def _reword(session: Session, case_id: int) -> None:
    fact = session.exec(select(CaseFact).where(CaseFact.case_id == case_id, CaseFact.seq == 2)).one()
    fact.words = "另一个说明"
    session.add(fact)


def test_a_sealed_log_cannot_be_rewritten_or_removed_unseen(rooms: Rooms) -> None:
    case_id, _, _ = file_one(rooms, "a")
    rooms.do(lambda work: sealing.seal(work, Case))

    def remove(session: Session) -> None:
        for table, column in (("case_fact", "case_id"), ("case_report", "case_id"), ("tracked_case", "id")):
            statement = text(f"DELETE FROM {table} WHERE {column} = :id")
            session.connection().execute(statement, {"id": case_id})

    rooms.database.write(remove)
    assert any("removed" in fault for fault in rooms.see(lambda session: list(audit(session))))


def test_who_acts_where_the_owners_committee_does_not(rooms: Rooms) -> None:
    """The residents' committee acts where there is none (Yuxue Court) or it is paralysed (Haikui Village)."""

    def next_body(name: str) -> tuple[str, bool]:
        def read(session: Session) -> tuple[str, bool]:
            estate = estate_of(session, Place(District.PUDONG, estate=name))
            assert estate is not None
            found = contacts_of(session, estate)
            assert found is not None
            return found.next_body, found.substituted

        return rooms.see(read)

    assert next_body("雨靴苑") == ("雨靴苑居民委员会（示例）", True)
    assert next_body("海葵新村") == ("海葵新村居民委员会（示例）", True)
    assert next_body("算珠家园") == ("算珠家园业主委员会（示例）", False)
