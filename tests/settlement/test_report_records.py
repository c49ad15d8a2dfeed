"""Each number of a report that is not money leads to the records that it counts, as many as it says."""

from datetime import timedelta

import pytest
import time_machine

from settlement.count_selectors import TIMED, Behind, counts_of, records_behind, unpaid_receipts
from settlement.policies.reports import Filter
from settlement.report_selectors import money_report, trend
from settlement.services import month_close
from tests.settlement.facts import AFTER, OCTOBER, at

pytestmark = pytest.mark.usefixtures("october")


@pytest.fixture
def busy(technician, make_visit, make_job, make_customer, goods):
    """Jobs in time and late, one fault that came back twice, and goods of two products."""
    agent = make_customer("agent", agent_kind="county", name="恒信电脑")
    for number, (days, fault) in enumerate([(1, "蓝屏"), (4, "蓝屏"), (4, "不开机")]):
        job = make_job(agent, opened_at=at(7), closed_at=at(7 + days), repeat=number < 2, fault=fault)
        make_visit(technician, f"B{number}", at(7 + days), job=job)


@pytest.fixture
def goods(make_customer, service_manager):
    from returns.services import NewItem, goods_receive

    customer = make_customer("other")
    items = [
        NewItem(product=name, category="memory", condition="faulty", packaging_complete=True, fault="蓝屏")
        for name in ("内存", "内存", "硬盘")
    ]
    goods_receive(by=service_manager, now=at(12), customer=customer, items=items)


def rows(kind, key="", **more):
    return list(records_behind(Behind(kind), key, OCTOBER, **more))


@pytest.mark.usefixtures("busy")
def test_every_count_is_the_number_of_its_records():
    counts = counts_of(OCTOBER)
    told = [("verdict", key, count) for key, count in counts.verdicts]
    told += [("product", key, count) for key, count in counts.products]
    told += [("supplier", key, count) for key, count in counts.suppliers]
    told += [("remedy", key, count) for key, count in counts.remedies]
    told += [("repeat", f"{domain}|{fault}", count) for domain, fault, count in counts.repeats]
    told += [(kind, "", counts.promises[kind].count) for kind in TIMED]
    assert len(told) > 8
    assert [(kind, key, len(rows(kind, key))) for kind, key, _count in told] == told
    assert {kind: len(rows(kind, late=True)) for kind in TIMED} == {
        kind: counts.promises[kind].beyond for kind in TIMED
    }


@pytest.mark.usefixtures("busy")
def test_d8_each_tier_is_measured_by_its_own_hours(service_manager):
    from rulebook.models import Parameter

    def on_site():
        return counts_of(OCTOBER).promises["on_site"]

    assert (on_site().within, on_site().promised) == (1, timedelta(hours=48))
    Parameter.objects.create(
        key="onsite_hours_agent", value="100", valid_from=OCTOBER.first, by=service_manager, at=at(1)
    )
    assert (on_site().within, on_site().beyond) == (3, 0)
    assert rows("on_site", late=True) == []


def test_receipts_without_subsidy_by_reason_and_person():
    (reason, count), *_others = money_report(OCTOBER, Filter(), now=AFTER)[0].unpaid
    assert (reason, count) == ("S3-dissatisfied", 1)
    assert unpaid_receipts(reason, OCTOBER, Filter(), now=AFTER) == [("S2", "T1")]
    assert unpaid_receipts(reason, OCTOBER, Filter(person="T2"), now=AFTER) == []


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize(
    "query", ["unpaid/?key=S3-dissatisfied", "verdict/?key=satisfied", "repeat/?key=hardware|蓝屏",
              "product/?key=内存", "on_site/?late=1", "goods_back/", "job_done/"],
)  # fmt: skip
def test_the_page_lists_them_in_a_fixed_number_of_queries(client_of, finance, query, django_assert_max_num_queries):
    with time_machine.travel(AFTER, tick=False):
        client = client_of(finance)
        with django_assert_max_num_queries(26):
            page = client.get(f"/settlement/2026-10/records/{query}")
    assert page.status_code == 200


def test_an_unknown_kind_is_not_found(client_of, finance):
    assert client_of(finance).get("/settlement/2026-10/records/salary/").status_code == 404


def test_the_trend_tells_open_months_as_they_stand_and_says_so(
    technician, other_technician, decide, company_manager, make_visit, client_of, finance
):
    decide(technician)
    decide(other_technician)
    month_close(month=OCTOBER, by=company_manager, now=AFTER)
    november = OCTOBER.following
    make_visit(technician, "N1", at(5, month=11))
    source = money_report(november, Filter(), now=AFTER)[1]
    told = trend(november, source, now=AFTER)
    assert [(each.month, each.fen, each.is_closed) for each in told] == [(OCTOBER, -4700, True), (november, 200, False)]
    with time_machine.travel(AFTER, tick=False):
        text = client_of(finance).get("/settlement/2026-11/report/").content.decode()
    assert "open: as it stands now" in text
