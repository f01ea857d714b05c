"""What must hold across the sample files: unique codes, known providers, every category served."""

from collections.abc import Iterable

from booking.terms import CITY, Category, Role
from bot.sample.shapes import Accounts, DistrictFile, Sample

_PROVIDER_ROLES = {Role.VENDOR, Role.CENTRE}


def check_sample(sample: Sample) -> None:
    """Raises ValueError naming the file and the key of the first thing that does not hold."""
    _check_unique_codes(sample)
    for district in sample.districts:
        _check_coverage(district)
    _check_accounts(sample.accounts, sample.districts)


def _check_unique_codes(sample: Sample) -> None:
    placed = [(_file(d), d) for d in sample.districts]
    teams = [(file, p) for file, d in placed for p in d.providers]
    _unique("provider", ((file, provider.code) for file, provider in teams))
    _unique("technician", ((file, t.code) for file, provider in teams for t in provider.technicians))
    _unique("estate", ((file, estate.code) for file, d in placed for estate in d.estates))
    _unique("items.code", (("price_book.toml", item.code) for item in sample.price_book.items))
    _unique("accounts.login", (("accounts.toml", account.login) for account in sample.accounts.accounts))
    _check_estate_contacts(sample)
    _unique("offices.code", (("offices.toml", office.code) for office in sample.offices.offices))
    _unique("contacts.code", (("contacts.toml", contact.code) for contact in sample.contacts.contacts))


def _unique(key: str, codes: Iterable[tuple[str, str]]) -> None:
    first_in: dict[str, str] = {}
    for file, code in codes:
        if code in first_in:
            raise ValueError(f"{file}: {key} {code} is already used in {first_in[code]}")
        first_in[code] = file


def _check_estate_contacts(sample: Sample) -> None:
    file = "estate_contacts.toml"
    listed = sample.estate_contacts.contacts
    _unique("contacts.estate", ((file, contact.estate) for contact in listed))
    told = {contact.estate: contact for contact in listed}
    for district in sample.districts:
        for estate in district.estates:
            contact = told.pop(estate.code, None)
            if contact is None:
                raise ValueError(f"{file}: contacts: {estate.code} is missing")
            if (contact.owners is None) != (estate.owners_committee is None):
                raise ValueError(
                    f"{file}: contacts {estate.code}: owners belong to an estate with an owners' committee"
                )
    for code in told:
        raise ValueError(f"{file}: contacts {code}: no district file has this estate")


def _check_coverage(district: DistrictFile) -> None:
    for category in Category:
        if not any(category in t.skills for t in district.centre.technicians):
            raise ValueError(f"{_file(district)}: centre.technicians: nobody can do {category}")
        served = (t.skills for firm in district.firms for t in firm.technicians)
        if not any(category in skills for skills in served):
            raise ValueError(f"{_file(district)}: firms: none has a technician for {category}")


def _check_accounts(accounts: Accounts, districts: Iterable[DistrictFile]) -> None:
    home = {provider.code: d.code for d in districts for provider in d.providers}
    for account in accounts.accounts:
        where = f"accounts.toml: accounts {account.login}"
        if (account.role in _PROVIDER_ROLES) != (account.provider is not None):
            raise ValueError(f"{where}: provider belongs to the roles vendor and centre, and only to them")
        if account.provider is None:
            continue
        if account.provider not in home:
            raise ValueError(f"{where}: provider {account.provider} is in no district file")
        if account.district not in (CITY, home[account.provider]):
            raise ValueError(f"{where}: district is not that of {account.provider}")


def _file(district: DistrictFile) -> str:
    return f"districts/{district.code}.toml"
