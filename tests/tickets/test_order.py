"""T2: the order of the queue, factor by factor."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.policies import Factors, deciding_factor, rank, ranks_of_tier

# The rulebook's order, written out: each factor with its values, the one served first at the front.
T2 = {
    "expedited": [True, False],
    "tier": ["agent", "industry", "network", "quasi_industry", "other"],
    "purpose": ["work", "entertainment"],
    "severity": ["major", "ordinary"],
    "repeat": [True, False],
    "domain": ["hardware", "software"],
    "brand_class": ["brand", "compatible"],
}
NAMES = list(T2)
FIRST = Factors(**{name: values[0] for name, values in T2.items()})
LAST = Factors(**{name: values[-1] for name, values in T2.items()})

any_factors = st.builds(Factors, **{name: st.sampled_from(values) for name, values in T2.items()})


def place(factors):
    """The factors compared as the rulebook says: one after the other."""
    return tuple(values.index(getattr(factors, name)) for name, values in T2.items())


@pytest.mark.parametrize("name", NAMES)
def test_each_factor_puts_its_kinds_in_order(name):
    ranks = [rank(replace(FIRST, **{name: value})) for value in T2[name]]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize(("place_of_earlier", "earlier"), list(enumerate(NAMES)))
def test_an_earlier_factor_wins_against_all_later_ones_together(place_of_earlier, earlier):
    for better, worse in zip(T2[earlier], T2[earlier][1:], strict=False):
        later = NAMES[place_of_earlier + 1 :]
        worst_later = {name: T2[name][-1] for name in later}
        best_later = {name: T2[name][0] for name in later}
        ahead = replace(FIRST, **{earlier: better}, **worst_later)
        behind = replace(FIRST, **{earlier: worse}, **best_later)
        assert rank(ahead) < rank(behind)
        assert deciding_factor(ahead, behind) == earlier


@given(any_factors, any_factors)
def test_the_packed_rank_orders_as_the_factors_compared_one_by_one(one, other):
    assert (rank(one) < rank(other)) == (place(one) < place(other))
    assert (rank(one) == rank(other)) == (place(one) == place(other))


@given(any_factors, any_factors)
def test_the_deciding_factor_is_the_first_that_differs(one, other):
    differing = [name for name in NAMES if getattr(one, name) != getattr(other, name)]
    assert deciding_factor(one, other) == (differing[0] if differing else None)


def test_an_unknown_brand_counts_as_compatible():
    assert rank(replace(FIRST, brand_class="")) == rank(replace(FIRST, brand_class="compatible"))


@given(any_factors)
def test_the_two_runs_of_a_tier_hold_exactly_its_ranks(factors):
    for tier in T2["tier"]:
        inside = any(low <= rank(factors) <= high for low, high in ranks_of_tier(tier))
        assert inside == (factors.tier == tier)


def test_the_rank_is_small(db):
    assert rank(FIRST) == 0
    assert rank(LAST) == 319


def test_alike_jobs_go_by_arrival(make_customer, make_job, queue_numbers, now):
    customer = make_customer()
    late = make_job(customer, opened_at=now)
    early = make_job(customer, opened_at=now - timedelta(minutes=1))
    assert queue_numbers() == [early.job_no, late.job_no]


def test_the_last_tie_is_broken_by_the_job_number(make_customer, make_job, queue_numbers):
    customer = make_customer()
    for job_no in ("G0009", "G0010", "G0001"):
        make_job(customer, job_no=job_no)
    assert queue_numbers() == ["G0001", "G0009", "G0010"]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("expedited", "tier")])
def test_a_factor_outweighs_an_earlier_arrival(name, make_customer, make_job, queue_numbers, now):
    customer = make_customer()
    later_but_first = make_job(customer, **{name: T2[name][0]}, opened_at=now)
    earlier = make_job(customer, **{name: T2[name][1]}, opened_at=now - timedelta(days=30))
    assert queue_numbers() == [later_but_first.job_no, earlier.job_no]


def test_all_tiers_in_their_order_whatever_the_arrival(make_customer, make_job, queue_numbers, now):
    jobs = [
        make_job(make_customer(tier), opened_at=now - timedelta(days=place_of_tier))
        for place_of_tier, tier in enumerate(T2["tier"])
    ]
    assert queue_numbers() == [job.job_no for job in jobs]
