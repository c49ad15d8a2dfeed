"""A receipt is filed complete (V2), or with the reason why something cannot be had; once, sealed, and by its own
technician."""

from datetime import timedelta

import pytest

from field_visits.policies import seal_of
from field_visits.receipt_services import Filing, Incomplete, content_of, visit_file, visit_note
from servicedesk.errors import DomainError
from tests.field_visits.conftest import WORK

FIELDS = [
    ({"contact": ""}, "contact"), ({"address": ""}, "address"), ({"machine_count": None}, "machine"),
    ({"site_kind": ""}, "site_kind"), ({"domain": ""}, "domain"), ({"fault": ""}, "fault"),
    ({"work_done": ""}, "work_done"), ({"result": ""}, "result"),
]  # fmt: skip


@pytest.mark.parametrize(("noted", "need"), FIELDS)
def test_v2_a_receipt_without_it_is_not_filed(file, on_site, noted, need):
    visit = on_site()
    with pytest.raises(Incomplete) as told:
        file(visit, **noted)
    assert [str(each) for each in told.value.needs] == [need]
    visit.refresh_from_db()
    assert (visit.state, visit.versions.count(), visit.signed) == ("on_site", 0, None)


def test_v2_neither_is_one_that_nobody_signed(file, on_site):
    with pytest.raises(Incomplete) as told:
        file(on_site(), said=None)
    assert [str(each) for each in told.value.needs] == ["signature"]


def test_v3_a_verdict_left_blank_is_complete_when_it_is_signed(file):
    visit = file(said="")
    assert (visit.state, visit.verdict, visit.signed, visit.missing) == ("filed", "", True, [])


def test_a_receipt_is_filed_incomplete_only_with_a_reason(file, codes):
    visit = file(said=None, reason="客户不在，物业开门")
    assert (visit.state, visit.incomplete_reason) == ("filed", "客户不在，物业开门")
    assert [str(need) for need in visit.missing] == ["signature"]
    assert "visit.filed_incomplete" in codes(visit)


def test_a_complete_receipt_keeps_no_reason(file):
    assert file(reason="随便写的").incomplete_reason == ""


def test_what_is_filed_is_sealed_with_its_pictures(file):
    visit = file()
    (version,) = visit.versions.all()
    assert version.seal == seal_of(version.content)
    assert version.content == content_of(visit)
    assert version.content["pictures"] == [["signature", visit.signature_sha256]]
    assert (visit.word_channel, visit.changed_after_word) == ("this_screen", False)


def test_a_receipt_is_filed_once(file, on_site, technician, word, now):
    visit = file()
    with pytest.raises(DomainError) as told:
        visit_file(visit_id=visit.pk, by=technician, now=now, filing=Filing(noted=WORK, word=word()))
    assert told.value.code == "visit.filed_already"
    assert visit.versions.count() == 1


def test_two_technicians_cannot_file_the_same_visit(file, on_site, other_technician):
    visit = on_site()
    with pytest.raises(DomainError) as told:
        file(visit, by=other_technician)
    assert told.value.code == "visit.not_yours"
    assert file(visit).state == "filed"


def test_a_visit_that_was_never_reached_has_no_receipt(file, agree):
    with pytest.raises(DomainError) as told:
        file(agree())
    assert told.value.code == "visit.moved_meanwhile"


def test_the_technician_left_when_the_phone_says_so_but_never_before_arriving(on_site, technician, word, later):
    visit = on_site()
    filing = Filing(noted=WORK, word=word(), left_at=later(60), word_at=later(150))
    filed = visit_file(visit_id=visit.pk, by=technician, now=later(200), filing=filing)
    assert (filed.left_at, filed.word_at, filed.filed_at) == (filed.arrived_at, later(150), later(200))


def test_notes_of_another_phone_are_not_overwritten(on_site, technician, later, word):
    visit = on_site()
    seen = visit.wording
    visit_note(visit_id=visit.pk, by=technician, now=later(120), noted={"fault": "第一部手机"}, seen=seen)
    for call in (
        lambda: visit_note(visit_id=visit.pk, by=technician, now=later(121), noted={"fault": "第二部"}, seen=seen),
        lambda: visit_file(
            visit_id=visit.pk, by=technician, now=later(122), filing=Filing(noted=WORK, word=word(), seen=seen)
        ),
    ):
        with pytest.raises(DomainError) as told:
            call()
        assert told.value.code == "visit.noted_elsewhere"
    visit.refresh_from_db()
    assert (visit.fault, visit.state) == ("第一部手机", "on_site")


def test_a_machine_of_another_customer_is_refused(file, on_site, make_customer, make_machine):
    with pytest.raises(DomainError) as told:
        file(on_site(), machine=make_machine(make_customer(name="韩梅")))
    assert told.value.code == "visit.machine_of_another"


def test_v1_arriving_and_leaving_are_in_order(file):
    visit = file()
    assert visit.arrived_at - visit.departure_reported_at == timedelta(minutes=15)
    assert visit.left_at > visit.arrived_at
