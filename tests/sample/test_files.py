"""The sample data keep what a demo promises: cover at all bookable hours, sane prices, nothing real."""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from booking.terms import Category, District, Role
from booking.windows import STARTS
from bot.sample.files import read_sample
from bot.sample.shapes import DistrictFile, Sample, Technician, Way

#: Minutes of the longest ordinary job.
LONG_JOB = 120
EVENING = 17


@pytest.fixture(scope="module")
def sample() -> Sample:
    return read_sample()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample files that a test may spoil."""
    with as_file(files("bot.sample") / "data") as data:
        return Path(shutil.copytree(data, tmp_path / "data"))


def can_begin(technician: Technician, weekday: int, hour: int) -> bool:
    """Whether the technician can begin a long job inside the two-hour window that opens at this hour."""
    opens, closes = hour * 60, hour * 60 + 119
    return any(
        weekday in shift.days and max(opens, shift.start) <= min(closes, shift.end - LONG_JOB)
        for shift in technician.shifts
    )


def technicians(district: DistrictFile) -> Iterator[Technician]:
    for provider in district.providers:
        yield from provider.technicians


def names(sample: Sample) -> Iterator[tuple[str, str]]:
    """Every name of someone or something invented, in Chinese and English."""
    for district in sample.districts:
        for provider in district.providers:
            yield provider.name_zh, provider.name_en
        for technician in technicians(district):
            yield technician.name_zh, technician.name_en
    for account in sample.accounts.accounts:
        yield account.name_zh, account.name_en


def test_every_district_is_there_in_order(sample: Sample) -> None:
    assert [district.code for district in sample.districts] == list(District)


@pytest.mark.parametrize("code", list(District))
def test_a_district_has_firms_estates_and_a_centre(sample: Sample, code: District) -> None:
    district = next(d for d in sample.districts if d.code is code)
    large = {District.PUDONG, District.XUHUI, District.MINHANG}
    assert len(district.firms) >= (4 if code in large else 3)
    assert len(district.estates) >= 4
    assert district.centre.code == f"centre-{code}"
    assert all(len(provider.technicians) >= 2 for provider in district.providers)
    served = Counter(category for firm in district.firms for category in firm.categories)
    assert min(served[category] for category in Category) >= 2


@pytest.mark.parametrize("code", list(District))
@pytest.mark.parametrize("category", list(Category))
def test_every_window_of_the_week_can_be_promised(sample: Sample, code: District, category: Category) -> None:
    district = next(d for d in sample.districts if d.code is code)
    team = [t for firm in district.firms for t in firm.technicians if category in t.skills]
    for weekday in range(1, 8):
        for hour in STARTS:
            free = [t for t in team if can_begin(t, weekday, hour)]
            assert len(free) >= (1 if hour >= EVENING else 2), (weekday, hour)


def test_centres_are_always_on_duty_for_every_category(sample: Sample) -> None:
    for district in sample.districts:
        for weekday in range(1, 8):
            for minute in range(0, 24 * 60, 30):
                on_duty = [
                    technician
                    for technician in district.centre.technicians
                    if any(weekday in s.days and s.start <= minute < s.end for s in technician.shifts)
                ]
                assert {skill for t in on_duty for skill in t.skills} == set(Category)


def test_codes_and_phones_are_unique(sample: Sample) -> None:
    providers = [p for d in sample.districts for p in d.providers]
    for values in (
        [p.code for p in providers],
        [p.phone for p in providers],
        [t.code for d in sample.districts for t in technicians(d)],
        [e.code for d in sample.districts for e in d.estates],
        [e.name_zh for d in sample.districts for e in d.estates],
        [i.code for i in sample.price_book.items],
    ):
        assert len(values) == len(set(values))


def test_everything_invented_says_so(sample: Sample) -> None:
    for name_zh, name_en in names(sample):
        assert name_zh.endswith("（示例）"), name_zh
        assert name_en.endswith("(sample)"), name_en
    for district in sample.districts:
        assert "虚构" in district.notice_zh
        assert "invented" in district.notice_en
        for estate in district.estates:
            bodies = (estate.property_company, estate.residents_committee, estate.owners_committee)
            assert all(body.endswith("（示例）") for body in bodies if body is not None)
    assert "虚构" in sample.price_book.notice_zh
    assert "invented" in sample.price_book.notice_en


def test_phones_lie_in_the_invented_range(sample: Sample) -> None:
    for district in sample.districts:
        assert all(re.fullmatch(r"021-5550\d{4}", provider.phone) for provider in district.providers)


def test_some_estate_of_each_district_has_no_owners_committee(sample: Sample) -> None:
    for district in sample.districts:
        assert {estate.owners_committee is None for estate in district.estates} == {True, False}


def test_prices_are_sane(sample: Sample) -> None:
    items = {item.code: item for item in sample.price_book.items}
    free = items.pop("CALL-0")
    assert (free.min_cents, free.max_cents, free.category) == (0, 0, None)
    assert free.included_en == "not served, nothing to pay"
    assert 45 <= len(items) <= 60
    assert all(500 <= i.min_cents <= i.max_cents <= 50_000 for i in items.values())
    assert all(i.max_cents <= 2.5 * i.min_cents for i in items.values())
    assert {i.way for i in items.values()} == set(Way)
    assert min(Counter(i.category for i in items.values())[c] for c in Category) >= 5


def test_demo_accounts_open_every_desk(sample: Sample) -> None:
    pudong = next(d for d in sample.districts if d.code is District.PUDONG)
    accounts = {account.login: account for account in sample.accounts.accounts}
    assert accounts["supervisor"].district == "city"
    assert [a.district for a in accounts.values() if a.role is Role.SUPERVISOR] == ["city", "pudong"]
    assert {a.provider for a in accounts.values() if a.provider} == {p.code for p in pudong.providers}
    assert all(a.provider in (None, a.login) for a in accounts.values())


def test_every_estate_has_phones_and_one_owners_committee_is_paralysed(sample: Sample) -> None:
    contacts = sample.estate_contacts.contacts
    phones = [phone for c in contacts for phone in (c.property, c.residents, c.owners) if phone]
    assert len(set(phones)) == len(phones)
    assert all(re.fullmatch(r"021-5551\d{4}", phone) for phone in phones)
    assert {c.estate for c in contacts if not c.owners_act} == {"pudong-haikui"}


def test_public_numbers(sample: Sample) -> None:
    numbers = {contact.code: contact.number for contact in sample.contacts.contacts}
    assert numbers == {
        "citizen_hotline": "12345",
        "property_service": "962121",
        "gas": "962777",
        "water": "962740",
        "electricity": "95598",
        "fire": "119",
        "ambulance": "120",
        "police": "110",
    }


def test_national_day_is_off_and_made_up_for(sample: Sample) -> None:
    holiday = next(h for h in sample.holidays.holidays if h.name_en == "National Day")
    assert (str(holiday.first), str(holiday.last)) == ("2026-10-01", "2026-10-07")
    assert [str(day) for day in holiday.working] == ["2026-09-20", "2026-10-10"]


def replace(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("file", "spoil", "complaint"),
    [
        (
            "districts/pudong.toml",
            replace('"taps_pipes"', '"plumbing"'),
            r"pudong.toml: centre\.technicians.*skills",
        ),
        ("districts/pudong.toml", replace("phone =", "fax ="), r"pudong.toml: centre\.(phone|fax)"),
        (
            "districts/pudong.toml",
            replace('end = "20:00"', 'end = "25:00"'),
            r"pudong.toml: .*shifts\.0\.end",
        ),
        (
            "districts/pudong.toml",
            replace('end = "20:00"', 'end = "20:15"'),
            r"pudong.toml: .*shifts\.0\.end",
        ),
        ("districts/pudong.toml", replace('end = "20:00"', 'end = "07:00"'), r"pudong.toml: .*shifts\.0"),
        (
            "districts/pudong.toml",
            replace("centre-pudong", "centre-xuhui"),
            "pudong.toml: provider centre-xuhui",
        ),
        (
            "districts/xuhui.toml",
            replace("xuhui-songguo", "pudong-youmu"),
            "estate pudong-youmu .* districts/xuhui.toml",
        ),
        ("price_book.toml", replace('"TP-02"', '"TP-01"'), r"price_book.toml: items\.code TP-01"),
        ("price_book.toml", replace("min_cents = 6000", "min_cents = 60000"), r"price_book.toml: items\.\d+"),
        ("price_book.toml", replace('unit = "piece"', 'unit = "dozen"'), "price_book.toml: .* unit dozen"),
        ("accounts.toml", replace('provider = "', 'provider = "no-'), "accounts.toml: .* provider no-"),
        ("accounts.toml", replace('"vendor"', '"plumber"'), r"accounts.toml: accounts\.\d+\.role"),
        ("holidays.toml", replace("[2026-01-04]", "[2026-01-05]"), r"holidays.toml: holidays\.0"),
        ("contacts.toml", replace("[[contacts]]", "[[contacts"), "contacts.toml: "),
    ],
)
def test_a_mistake_is_named_by_file_and_key(
    folder: Path, file: str, spoil: Callable[[str], str], complaint: str
) -> None:
    path = folder / file
    before = path.read_text(encoding="utf-8")
    path.write_text(spoil(before), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    with pytest.raises(ValueError, match=complaint):
        read_sample(folder)


def test_a_category_that_no_firm_serves_is_refused(folder: Path) -> None:
    path = folder / "districts" / "jinshan.toml"
    centre, mark, firms = path.read_text(encoding="utf-8").partition("[[firms]]")
    path.write_text(centre + mark + firms.replace('"wall_repair"', '"drain_clearing"'), encoding="utf-8")
    with pytest.raises(ValueError, match=r"jinshan.toml: firms: none has a technician for wall_repair"):
        read_sample(folder)


def test_a_skill_outside_the_firm_s_categories_is_refused(folder: Path) -> None:
    path = folder / "districts" / "jinshan.toml"
    text = re.sub(r"(?m)^categories = .*$", 'categories = ["wall_repair"]', path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"jinshan.toml: firms\.0: .*not among the firm's categories"):
        read_sample(folder)


def test_missing_and_unknown_districts_are_named(folder: Path) -> None:
    (folder / "districts" / "jinshan.toml").rename(folder / "districts" / "atlantis.toml")
    with pytest.raises(ValueError, match="atlantis"):
        read_sample(folder)
    (folder / "districts" / "atlantis.toml").unlink()
    with pytest.raises(ValueError, match=r"jinshan.toml: the file is missing"):
        read_sample(folder)
