"""B1, H1: the advice at intake, and staff who decide otherwise with a reason that is kept."""

import pytest

from records.models import Entry
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db
HOUSEHOLD = {"domain": "hardware", "brand_class": "compatible"}


@pytest.fixture
def kept(log_job, counter, make_customer):
    """kept(tier, **facts) -> (way, advised, reason) of a job so logged, and its history."""

    def log(tier, **facts):
        job = log_job(counter, customer=make_customer(tier), **facts)
        codes = list(Entry.objects.of("job", job.pk).values_list("code", "data"))
        return (job.way, job.advised, job.way_reason), dict(codes)

    return log


def test_nothing_said_is_as_advised(kept):
    assert kept("industry", way="")[0] == ("visit", "visit", "")
    assert kept("other", way="", **HOUSEHOLD)[0] == ("phone", "phone", "")
    assert kept("other", way="", phone_tried=True, **HOUSEHOLD)[0] == ("bring_in", "bring_in", "")


def test_the_advised_way_needs_no_reason_and_keeps_none(kept):
    assert kept("industry", way="visit", way_reason="x")[0] == ("visit", "visit", "")


@pytest.mark.parametrize(
    ("tier", "way", "advised", "rule"), [("other", "visit", "phone", "H1"), ("network", "bring_in", "visit", "B1")]
)
def test_another_way_is_kept_with_its_reason(kept, tier, way, advised, rule):
    columns, history = kept(tier, way=way, way_reason="老人独居", **HOUSEHOLD)
    assert columns == (way, advised, "老人独居")
    assert history["job.way_against"] == {"way": way, "advised": advised, "rule": rule, "reason": "老人独居"}


def test_another_way_without_a_reason_is_refused(kept):
    with pytest.raises(DomainError) as refused:
        kept("other", way="visit", way_reason="  ", **HOUSEHOLD)
    assert (refused.value.code, refused.value.field) == ("job.reason_missing", "way_reason")


def test_goods_that_are_here_already_ask_for_no_decision(kept):
    assert kept("industry")[0] == ("", "", "")


def test_the_page_sends_it_and_the_page_of_the_job_tells_it(client_of, counter, make_customer):
    desk, customer = client_of(counter), make_customer("other")
    facts = {"severity": "major", "purpose": "work", "fault": "不开机", "repeat": "", "repeat_reason": "", **HOUSEHOLD}
    sent = {"key": "6e9bdb0c-6b5b-4a52-9f39-2f0d1c9f5a51", "customer": customer.customer_no, "machine": "", **facts}
    refused = desk.post("/jobs/new/", {**sent, "way": "visit", "way_reason": ""}).content.decode()
    assert "Say why it is done otherwise than advised." in refused
    page = desk.get(desk.post("/jobs/new/", {**sent, "way": "visit", "way_reason": "老人独居"}).url).content.decode()
    assert "Reason: 老人独居" in page
    assert "By phone first" in page
    assert "老人独居" in desk.get(f"/visits/new/?job={customer.jobs.get().job_no}").content.decode()
