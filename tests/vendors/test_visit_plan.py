"""Problems are shared out over as few visits as can be; a visit takes the way once and the work of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.terms import Category
from vendors.job_times import job_cells, parse
from vendors.visit_plan import Part, fewest_visits

WORK = st.lists(st.sampled_from(list(Category)), min_size=1, max_size=4, unique=True)
SKILLS = st.lists(st.sets(st.sampled_from(list(Category)), min_size=1), min_size=1, max_size=5)


@given(WORK, SKILLS)
def test_every_problem_is_in_one_visit_that_someone_can_make(work: list[Category], skills: list[set[Category]]) -> None:
    def can(part: Part) -> bool:
        return any(set(part) <= one for one in skills)

    found = fewest_visits(work, can)
    covered = set().union(*skills)
    if found is None:
        assert not set(work) <= covered
        return
    assert sorted(category for part in found for category in part) == sorted(work)
    assert all(map(can, found))
    assert found[0][0] == work[0]
    assert (len(found) == 1) == can(tuple(work))


@given(WORK, st.permutations(list(Category)))
def test_one_visit_takes_less_time_than_several_and_more_than_each(work: list[Category], other: list[Category]) -> None:
    alone = [job_cells(category) for category in work]
    assert max(alone) <= job_cells(*work) <= sum(alone)
    more = next((category for category in other if category not in work), None)
    if more is not None:
        assert job_cells(*work, more) > job_cells(*work)


@pytest.mark.parametrize(
    "text", ["travel = 30\nunknown = 90\n[service]\ntaps_pipes = 60", "travel = 0\nunknown = 10\n[service]"]
)
def test_job_times_that_lack_something_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="minutes"):
        parse(text)
