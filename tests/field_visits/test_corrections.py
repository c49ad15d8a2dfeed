"""A later correction is a new version with author and reason; a manager is shown both, and whether the seal holds."""

import pytest

from field_visits.models import Visit
from field_visits.receipt_services import visit_correct
from servicedesk.errors import DomainError


@pytest.fixture
def correct(technician, later):
    def make(visit, *, by=None, reason="写错了", **changes):
        return visit_correct(visit_id=visit.pk, by=by or technician, now=later(300), changes=changes, reason=reason)

    return make


def refused(code, call, *args, **fields):
    with pytest.raises(DomainError) as told:
        call(*args, **fields)
    assert told.value.code == code


def test_a_correction_is_a_new_version_upon_the_seal_of_the_first(file, correct, codes):
    visit = correct(file(), fault="主板故障")
    first, second = visit.versions.order_by("number")
    assert (first.content["fault"], second.content["fault"]) == ("不开机", "主板故障")
    assert (second.number, second.reason, second.by) == (2, "写错了", visit.technician)
    assert first.seal != second.seal
    assert codes(visit)[-1] == "visit.corrected"


def test_a_correction_needs_a_reason_and_a_difference(file, correct):
    visit = file()
    refused("visit.reason_missing", correct, visit, reason=" ", fault="x")
    refused("visit.nothing_changed", correct, visit, fault="不开机")
    assert visit.versions.count() == 1


def test_the_customers_word_is_nobodys_to_correct(file, correct, service_manager):
    with pytest.raises(TypeError):
        correct(file(said="dissatisfied"), by=service_manager, verdict="satisfied")
    assert Visit.objects.get().verdict == "dissatisfied"


def test_times_are_corrected_by_a_manager_and_stay_in_order(file, correct, service_manager, later):
    visit = file()
    refused("visit.times_not_yours", correct, visit, left_at=later(170))
    refused("visit.before_arrival", correct, visit, by=service_manager, left_at=later(10))
    assert correct(visit, by=service_manager, left_at=later(170)).left_at == later(170)


def test_only_the_technician_or_a_manager_corrects(file, correct, other_technician, counter):
    visit = file()
    for person in (other_technician, counter):
        refused("visit.not_yours", correct, visit, by=person, fault="x")


def test_v6_money_that_finance_signed_for_is_not_corrected(file, correct, finance, later):
    from field_visits.receipt_services import money_sign

    visit = file(revenue=80)
    money_sign(visit_id=visit.pk, by=finance, now=later(200))
    refused("visit.money_handed_in", correct, visit, revenue=8)


def test_history_that_was_brought_in_keeps_what_it_said_before(file, correct):
    visit = file()
    visit.versions.all().delete()
    correct(visit, fault="主板故障")
    assert [version.content["fault"] for version in visit.versions.order_by("number")] == ["不开机", "主板故障"]


def test_the_manager_is_shown_both_and_that_the_seal_holds(file, correct, client_of, service_manager):
    visit = correct(file(), fault="主板故障")
    page = client_of(service_manager).get(f"/visits/{visit.receipt_no}/").content.decode()
    assert "<del>不开机</del>" in page
    assert "<ins>主板故障</ins>" in page
    assert "Seal holds" in page


@pytest.mark.parametrize("spoil", [{"work_done": "换主板"}, {"verdict": ""}, {"fare_out": 100}])
def test_a_receipt_changed_behind_the_desks_back_is_seen(file, client_of, service_manager, spoil):
    visit = file()
    Visit.objects.filter(pk=visit.pk).update(**spoil)
    assert "Seal broken" in client_of(service_manager).get(f"/visits/{visit.receipt_no}/").content.decode()


def test_so_is_a_version_changed_behind_it(file, client_of, service_manager):
    visit = file()
    version = visit.versions.get()
    version.content["fault"] = "别的"
    version.save(update_fields=["content"])
    assert "Seal broken" in client_of(service_manager).get(f"/visits/{visit.receipt_no}/").content.decode()


def test_correcting_on_the_page(file, client_of, technician, at_now):
    visit = file()
    desk = client_of(technician)
    page = desk.get(f"/visits/{visit.receipt_no}/correct/").context["form"]
    sent = {name: page[name].value() for name in page.fields if page[name].value() not in (None, False)}
    answer = desk.post(f"/visits/{visit.receipt_no}/correct/", {**sent, "fault": "主板故障", "reason": "写错了"})
    assert answer.status_code == 302, answer.context["form"].errors
    visit.refresh_from_db()
    assert (visit.fault, visit.work_done, visit.versions.count()) == ("主板故障", "换电源", 2)
    assert visit.versions.get(number=2).content["ate"] == visit.versions.get(number=1).content["ate"]
