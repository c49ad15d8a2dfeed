"""Any facts of a shop: a few people, a month of receipts, goods, revenue and incidents, numbers that may change."""

from datetime import date, timedelta

from hypothesis import strategies as st

from rulebook.policies import Terms
from servicedesk.clock import local_date
from settlement.policies import ENTERED, Facts, Incident, Item, Numbers, Receipt, Record, Revenue, Rule
from settlement.policies.rules import BY_DECISION
from staff.policies import Employment
from tests.settlement.facts import at

PEOPLE = ("T1", "T2", "T3")
START = at(1, 0, month=9)
MONEY = st.decimals(min_value=0, max_value=500, places=2)
DAYS = st.dates(date(2026, 9, 1), date(2026, 11, 20))
MOMENTS = st.integers(0, 80 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
LIMITS = DAYS | st.just(date.max)  # the last days of D4 and D5 where pauses moved them, while one goes on without end
MAYBE_DAY, MAYBE_MOMENT = st.none() | DAYS, st.none() | MOMENTS


@st.composite
def receipts(draw, number: str) -> Receipt:
    left = draw(MOMENTS)
    agreed = draw(st.none() | st.integers(-30, 120).map(lambda minutes: left - timedelta(minutes=minutes)))
    return Receipt(
        number,
        person=draw(st.sampled_from(PEOPLE)),
        day=local_date(left),
        ended_at=left,
        left_at=left,
        arrived_at=draw(st.none() | st.just(left - timedelta(minutes=20))),
        agreed_at=agreed,
        delay_explained_at=draw(MAYBE_MOMENT),
        complete=draw(st.booleans()),
        site_kind=draw(st.sampled_from(("home_single", "office_single", "network", "net_cafe"))),
        domain=draw(st.sampled_from(("hardware", "software"))),
        verdict=draw(st.sampled_from(("satisfied", "satisfied", "dissatisfied", ""))),
        result=draw(st.sampled_from(("solved", "not_solved"))),
        reported_at=draw(MAYBE_MOMENT),
        misconduct=tuple(sorted(draw(st.sets(st.sampled_from(("ate", "drank", "smoked", "no_covers")), max_size=2)))),
        fares=draw(MONEY),
        revenue=draw(MONEY),
        handed_in_on=draw(MAYBE_DAY),
    )


@st.composite
def items(draw, number: str) -> Item:
    received = draw(DAYS)
    later = st.none() | st.integers(0, 30).map(lambda days: received + timedelta(days=days))
    return Item(
        number,
        person=draw(st.sampled_from(PEOPLE)),
        received_on=received,
        back_on=draw(later),
        explained_on=draw(later),
        reported_on=draw(later),
        unsigned=draw(st.booleans()),
        limits=draw(st.none() | st.tuples(LIMITS, LIMITS)),
    )


@st.composite
def incidents(draw, number: str, visits: int, goods: int) -> Incident:
    rule = draw(st.sampled_from(ENTERED))
    shared = rule == Rule.LOST and draw(st.booleans())
    return Incident(
        number,
        rule,
        on=draw(DAYS),
        person="" if shared else draw(st.sampled_from(PEOPLE)),
        amount=draw(MONEY) if rule in BY_DECISION else None,
        receipt=draw(st.sampled_from(["", *(f"S{place}" for place in range(visits))])),
        item=draw(st.sampled_from(["", *(f"F{place}" for place in range(goods))])),
    )


@st.composite
def complaints(draw, number: str, visits: int) -> Incident:
    """A complaint that was upheld, perhaps about a visit, against its technician or somebody else."""
    return Incident(
        number,
        Rule.COMPLAINT,
        on=draw(DAYS),
        person=draw(st.sampled_from(PEOPLE)),
        receipt=draw(st.sampled_from(["", *(f"S{place}" for place in range(visits))])),
        record=Record.COMPLAINT,
    )


@st.composite
def any_facts(draw) -> Facts:
    """Facts in which records of several months and people are tied to each other every way there is."""
    visits, goods = draw(st.integers(0, 8)), draw(st.integers(0, 3))
    return Facts(
        receipts=tuple(draw(receipts(f"S{place}")) for place in range(visits)),
        items=tuple(draw(items(f"F{place}")) for place in range(goods)),
        revenues=tuple(
            Revenue(f"R{place}", draw(st.sampled_from(PEOPLE)), draw(MONEY), draw(MAYBE_DAY)) for place in range(2)
        ),
        incidents=(
            *(draw(incidents(f"E{place}", visits, goods)) for place in range(draw(st.integers(0, 5)))),
            *(draw(complaints(f"C{place}", visits)) for place in range(draw(st.integers(0, 3)))),
        ),
        station=tuple((person, Employment(draw(MAYBE_DAY), None)) for person in PEOPLE),
    )


@st.composite
def any_numbers(draw) -> Numbers:
    """The numbers as they were written, and perhaps others from the 15th."""
    changed = Terms(
        subsidy_ordinary=draw(MONEY),
        home_share_percent=draw(st.decimals(min_value=0, max_value=100, places=2)),
        software_share_percent=draw(st.decimals(min_value=0, max_value=100, places=2)),
        dissatisfied_deduction=draw(MONEY),
        dragging_deduction=draw(MONEY),
        return_late_deduction=draw(st.decimals(min_value=0, max_value=20, places=2)),
        revenue_share_percent=draw(st.decimals(min_value=0, max_value=100, places=2)),
    )
    spans = ((date.min, Terms()), (date(2026, 10, 15), changed))
    return Numbers(spans if draw(st.booleans()) else spans[:1])


def waivable(found) -> list[tuple]:
    """The keys of every deduction that the sheets show."""
    return sorted({line.key for sheet in found for line in sheet.lines if line.is_deduction})
