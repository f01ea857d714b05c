"""The simulated city: the sample districts, with invented firms and estates beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from argon2 import PasswordHasher

from booking.terms import Category, District, Role
from bot.sample.files import read_sample
from bot.sample.shapes import Account, Accounts, DistrictFile, Estate, Firm, Sample, Shift, Technician

#: Nobody signs in to a simulated city.
QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
CHIEF = "sim-chief"
_ALL_DAYS = (1, 2, 3, 4, 5, 6, 7)
_CREW = 4
_HALVES = (tuple(Category)[:4], tuple(Category)[3:])
_ESTATES = (("纸鸢苑", "Paper Kite Court"), ("萤灯新村", "Firefly Village"), ("云母坊", "Mica Lane"))


def make_city(districts: Sequence[District], extra_firms: int) -> Sample:
    """The sample data of these districts, each with so many further firms and some estates, all invented."""
    sample = read_sample()
    kept = tuple(_grown(district, extra_firms) for district in sample.districts if district.code in districts)
    chief = Account(CHIEF, Role.SUPERVISOR, "city", "模拟总值班（虚构）", "Simulated chief (invented)", "unused")
    codes = {estate.code for district in kept for estate in district.estates}
    contacts = tuple(one for one in sample.estate_contacts.contacts if one.estate in codes)
    return replace(
        sample,
        districts=kept,
        accounts=replace(sample.accounts, accounts=(*_of(sample.accounts, districts), chief)),
        estate_contacts=replace(sample.estate_contacts, contacts=contacts),
    )


def _of(accounts: Accounts, districts: Sequence[District]) -> Iterable[Account]:
    return (one for one in accounts.accounts if one.district == "city" or one.district in districts)


def _grown(district: DistrictFile, firms: int) -> DistrictFile:
    made = tuple(_firm(district, number) for number in range(1, firms + 1))
    estates = tuple(_estate(district, number, *names) for number, names in enumerate(_ESTATES, 1))
    return replace(district, firms=(*district.firms, *made), estates=(*district.estates, *estates))


def _firm(district: DistrictFile, number: int) -> Firm:
    code, categories = f"sim-{district.code}-{number}", _HALVES[number % 2]
    return Firm(
        code=code,
        name_zh=f"{district.name_zh}模拟维修{number}社（虚构）",
        name_en=f"Simulated Repairs {number}, {district.name_en} (invented)",
        phone=f"021-5559{number:04d}",
        categories=categories,
        warranty_days=90,
        accept_minutes=30,
        technicians=tuple(
            Technician(
                code=f"{code}-{place}",
                name_zh=f"模拟师傅{place}（虚构）",
                name_en=f"Simulated technician {place} (invented)",
                skills=categories,
                shifts=(Shift(_ALL_DAYS, "08:00", "21:00"),),  # type: ignore[arg-type]
            )
            for place in range(1, _CREW + 1)
        ),
    )


def _estate(district: DistrictFile, number: int, name_zh: str, name_en: str) -> Estate:
    model = district.estates[0]
    return replace(
        model,
        code=f"sim-{district.code}-{number}",
        name_zh=f"{name_zh}{number}村",
        name_en=f"{name_en} {number}",
        aliases=(),
        lane=str(1900 + number),
        buildings=tuple(range(1, 30)),
    )
