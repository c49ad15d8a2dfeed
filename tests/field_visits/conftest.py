"""Visits in each state, made through the services."""

from datetime import timedelta

import pytest

from records import signatures
from tests.support.pictures import signature

WORK = {
    "machine_count": 2, "site_kind": "office_single", "domain": "hardware", "fault": "不开机", "work_done": "换电源",
    "result": "solved", "shoe_covers": "yes", "ate": False, "drank": False, "smoked": False,
}  # fmt: skip


@pytest.fixture
def school(make_customer):
    """A customer of tier 2, who is served on site."""
    return make_customer(
        "industry", name="第一中学", contact="周老师", phone="13900000009", address="学院路1号", in_urban_area=True
    )


@pytest.fixture
def agree(school, technician, service_manager, now):
    """agree(**fields of Appointment) -> Visit, agreed for two hours from now unless told otherwise."""
    from field_visits.services import Appointment, visit_agree

    def make(by=service_manager, now=now, **fields):
        known = {"customer": school, "technician": technician, "agreed_at": now + timedelta(hours=2)}
        return visit_agree(by=by, now=now, asked=Appointment(**{**known, **fields}))

    return make


@pytest.fixture
def on_site(agree, technician, now):
    """on_site(**fields) -> Visit whose technician left at +100 minutes and arrived at +115."""
    from field_visits.services import visit_arrive, visit_depart

    def make(**fields):
        visit = agree(**fields)
        visit_depart(visit_id=visit.pk, by=visit.technician, now=now + timedelta(minutes=100))
        return visit_arrive(visit_id=visit.pk, by=visit.technician, now=now + timedelta(minutes=115))

    return make


@pytest.fixture
def drawn():
    """A signature as the form hands it on."""
    return signatures.read(signature())


@pytest.fixture
def word(drawn):
    """word(verdict="satisfied") -> what a customer says."""
    from field_visits.word_services import Word

    return lambda verdict="satisfied", **fields: Word(verdict, **{"signature": drawn, **fields})


@pytest.fixture
def file(on_site, word, now):
    """file(visit=None, word=..., minutes=180, **noted) -> the filed Visit; without a visit one is made."""
    from field_visits.receipt_services import Filing, visit_file

    def make(visit=None, *, said="satisfied", minutes=180, reason="", by=None, photos=None, **noted):
        visit = visit or on_site()
        filing = Filing(
            noted={**WORK, **noted},
            word=word(said) if said is not None else None,
            photos=photos,
            incomplete_reason=reason,
        )
        return visit_file(
            visit_id=visit.pk, by=by or visit.technician, now=now + timedelta(minutes=minutes), filing=filing
        )

    return make


@pytest.fixture
def later(now):
    """later(minutes) -> that moment after `now`."""
    return lambda minutes: now + timedelta(minutes=minutes)


@pytest.fixture
def codes():
    """codes(visit) -> the codes of its history, oldest first."""
    from records.models import Entry

    return lambda visit: list(Entry.objects.of("visit", visit.pk).values_list("code", flat=True))


@pytest.fixture
def receipt_post():
    """receipt_post(visit, **fields) -> what the ribbon sends."""
    from uuid import uuid4

    def make(visit, **fields):
        own = {"key": str(uuid4()), "seen": visit.wording, "contact": visit.contact, "address": visit.address}
        ticks = dict.fromkeys(("ate", "drank", "smoked"), "")
        return {**own, **WORK, **ticks, **fields}

    return make
