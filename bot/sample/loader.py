"""Fills a migrated, empty database with the invented sample district data."""

from collections.abc import Iterator

from argon2 import PasswordHasher
from sqlmodel import Session, SQLModel, select

from booking.entities import Estate
from booking.terms import Category, Role
from bot.accounts import Account
from bot.sample.files import read_sample
from bot.sample.office_rows import add_offices
from bot.sample.shapes import Centre, DistrictFile, Firm, Sample
from oversight.case_entities import Body, EstateContact
from vendors.entities import Coverage, Kind, PriceBook, PriceItem, Provider, Shift, Skill, Technician


def load_sample(session: Session, hasher: PasswordHasher, sample: Sample | None = None) -> bool:
    """Add the sample data, or those given; False, with nothing added, where the database has providers already."""
    if session.exec(select(Provider).limit(1)).first() is not None:
        return False
    sample = sample or read_sample()
    session.add_all(_prices(sample))
    session.flush()
    for district in sample.districts:
        session.add_all(_estates(district))
        session.add_all(_provider(provider) for provider in district.providers)
    session.flush()
    for district in sample.districts:
        for provider in district.providers:
            session.add_all(_covered(district, provider))
            session.add_all(_technicians(provider))
    session.flush()
    for district in sample.districts:
        session.add_all(_working_hours(district))
    session.flush()
    session.add_all(_estate_contacts(sample))
    session.add_all(_accounts(sample, hasher))
    add_offices(session, sample)
    return True


def _provider(provider: Centre | Firm) -> Provider:
    firm = provider if isinstance(provider, Firm) else None
    return Provider(
        code=provider.code,
        kind=Kind.FIRM if firm else Kind.CENTRE,
        name_zh=provider.name_zh,
        name_en=provider.name_en,
        phone=provider.phone,
        warranty_days=firm.warranty_days if firm else 90,
        accept_minutes=firm.accept_minutes if firm else 30,
    )


def _covered(district: DistrictFile, provider: Centre | Firm) -> list[Coverage]:
    categories = provider.categories if isinstance(provider, Firm) else tuple(Category)
    return [Coverage(provider=provider.code, district=district.code, category=kind) for kind in categories]


def _technicians(provider: Centre | Firm) -> list[Technician]:
    return [
        Technician(code=one.code, provider=provider.code, name_zh=one.name_zh, name_en=one.name_en)
        for one in provider.technicians
    ]


def _working_hours(district: DistrictFile) -> Iterator[Skill | Shift]:
    """What the district's technicians can do and when they work."""
    for one in (technician for provider in district.providers for technician in provider.technicians):
        yield from (Skill(technician=one.code, category=skill) for skill in one.skills)
        for shift in one.shifts:
            for day in shift.days:
                yield Shift(technician=one.code, weekday=day, start_minute=shift.start, end_minute=shift.end)


def _estates(district: DistrictFile) -> list[SQLModel]:
    return [
        Estate(
            code=e.code,
            district=district.code,
            name_zh=e.name_zh,
            name_en=e.name_en,
            aliases=list(e.aliases),
            road=e.road,
            lane=e.lane,
            subdistrict=e.subdistrict,
            latitude=e.latitude,
            longitude=e.longitude,
            households=e.households,
            property_company=e.property_company,
            residents_committee=e.residents_committee,
            owners_committee=e.owners_committee,
        )
        for e in district.estates
    ]


def _estate_contacts(sample: Sample) -> list[SQLModel]:
    made: list[SQLModel] = []
    for one in sample.estate_contacts.contacts:
        phones = {Body.PROPERTY: one.property, Body.RESIDENTS: one.residents, Body.OWNERS: one.owners}
        made += [
            EstateContact(estate=one.estate, body=body, phone=phone, acts=body is not Body.OWNERS or one.owners_act)
            for body, phone in phones.items()
            if phone is not None
        ]
    return made


def _prices(sample: Sample) -> list[SQLModel]:
    book = sample.price_book
    head = PriceBook(
        version=book.version,
        effective_from=book.effective_from,
        notice_zh=book.notice_zh,
        notice_en=book.notice_en,
    )
    items = [
        PriceItem(
            version=book.version,
            code=i.code,
            category=i.category,
            name_zh=i.name_zh,
            name_en=i.name_en,
            unit_zh=i.unit_zh,
            unit_en=i.unit_en,
            way=i.way,
            min_cents=i.min_cents,
            max_cents=i.max_cents,
            included_zh=i.included_zh,
            included_en=i.included_en,
        )
        for i in book.items
    ]
    return [head, *items]


def _accounts(sample: Sample, hasher: PasswordHasher) -> list[SQLModel]:
    made: list[SQLModel] = []
    hashes: dict[str, str] = {}
    for account in sample.accounts.accounts:
        if account.role is Role.VENDOR:
            party = f"{Role.VENDOR}:{account.provider}"
        elif account.role is Role.CENTRE:
            party = f"{Role.CENTRE}:{account.district}"
        else:
            party = f"{Role.SUPERVISOR}:{account.login}"
        if account.password not in hashes:
            hashes[account.password] = hasher.hash(account.password)
        made.append(
            Account(
                login=account.login,
                role=account.role,
                party=party,
                district=account.district,
                name_zh=account.name_zh,
                name_en=account.name_en,
                password_hash=hashes[account.password],
            )
        )
    return made
