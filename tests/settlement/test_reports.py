"""Reports: sums by person, rule, site and week that agree with the sheets, filters, and the lines behind a figure."""

import pytest
import time_machine

from settlement.count_selectors import counts_of
from settlement.policies import Group
from settlement.policies.reports import Filter
from settlement.report_selectors import lines_of, money_report, trend
from settlement.services import month_close
from tests.settlement.facts import AFTER, OCTOBER, at

pytestmark = pytest.mark.usefixtures("october")


def report(**wanted):
    return money_report(OCTOBER, Filter(**wanted), now=AFTER)[0]


def fen(sums) -> dict[str, int]:
    return {row.key: row.fen for row in sums}


def test_every_table_sums_to_the_total_of_the_sheets(technician, other_technician, sheet):
    total = int(100 * (sheet(technician).total + sheet(other_technician).total))
    found = report()
    for table in (found.people, found.rules, found.sites, found.weeks):
        assert sum(row.fen for row in table) == total


def test_by_person_rule_site_and_week():
    found = report()
    assert fen(found.people) == {"T1": -4400, "T2": -300}
    assert fen(found.rules) == {"S1": 400, "S2": 400, "S-V3": -5000, "S-R5": -500}
    assert [row.key for row in found.rules] == ["S1", "S2", "S-V3", "S-R5"]  # as the rulebook has them
    assert fen(found.sites) == {"none": -500, "office_single": -4200}
    assert fen(found.weeks) == {"2026-W41": -4700}
    assert found.unpaid == [("S3-dissatisfied", 1)]


def test_a_filter_holds_for_tables_and_lines_alike():
    for wanted in ({"person": "T1"}, {"rule": "S2"}, {"site": "none"}, {"week": "2026-W42"}, {"group": "fares"}):
        lines = list(lines_of(OCTOBER, Filter(**wanted), now=AFTER))
        assert sum(row.fen for row in report(**wanted).rules) == 100 * sum(line.amount for line in lines)
        assert sum(row.count for row in report(**wanted).rules) == len(lines)


def test_each_amount_is_the_sum_of_the_lines_it_leads_to():
    for row in report().people:
        for group, fen_of_group in row.groups.items():
            lines = lines_of(OCTOBER, Filter(person=row.key, group=group.value), now=AFTER)
            assert 100 * sum(line.amount for line in lines) == fen_of_group


def test_a_closed_month_is_read_from_its_sheets(technician, other_technician, decide, company_manager):
    decide(technician)
    decide(other_technician)
    before = report()
    month_close(month=OCTOBER, by=company_manager, now=AFTER)
    found, source = money_report(OCTOBER, Filter(), now=AFTER)
    assert (found, source.kind) == (before, "closed")
    (told,) = trend(OCTOBER, source, now=AFTER)
    assert (told.month, told.groups[Group.DEDUCTIONS], told.fen, told.is_closed) == (OCTOBER, -5500, -4700, True)


def test_a_large_month_is_read_from_its_last_preview(monkeypatch, service_manager):
    from settlement.services import run_add, run_next

    before = report()
    monkeypatch.setattr("settlement.report_selectors.LIVE_MOST", 2)
    found, source = money_report(OCTOBER, Filter(), now=AFTER)
    assert (found.people, source.preview) == ([], None)
    run_add(kind="preview", month=OCTOBER, by=service_manager, now=AFTER)
    run_next(now=AFTER)
    found, source = money_report(OCTOBER, Filter(), now=AFTER)
    assert (found, source.kind) == (before, "preview")


def test_verdicts_and_times(technician, make_visit, make_job, customer):
    job = make_job(customer, opened_at=at(7), closed_at=at(9))
    make_visit(technician, "S5", at(8), job=job)
    counts = counts_of(OCTOBER)
    assert dict(counts.verdicts) == {"satisfied": 3, "dissatisfied": 1}
    assert (counts.promises["on_site"].count, counts.promises["on_site"].share) == (1, 100)
    assert (counts.promises["job_done"].count, counts.promises["job_done"].share) == (1, 0)


@pytest.mark.parametrize("query", ["", "?rule=S2&person=T1", "?site=none"])
def test_the_page_shows_tables_and_charts_with_links_to_lines(client_of, finance, query):
    with time_machine.travel(AFTER, tick=False):
        page = client_of(finance).get(f"/settlement/2026-10/report/{query}")
        lines = client_of(finance).get(f"/settlement/2026-10/lines/{query}")
    assert (page.status_code, lines.status_code) == (200, 200)
    text = page.content.decode()
    assert text.count("data:image/svg+xml;base64,") == 6
    assert "/settlement/2026-10/lines/?" in text
