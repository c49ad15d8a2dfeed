"""The customer's own word: a link that works once, expires, shows no other data, and cannot be guessed."""

import pytest
import time_machine
from django.test import Client

from field_visits.models import WordLink
from field_visits.receipt_services import visit_note
from field_visits.word_services import hash_of, link_make
from tests.support.pictures import signature


@pytest.fixture
def shown(on_site, technician, later):
    """A visit whose work is noted, and a link for its customer made at +130 minutes."""
    visit = on_site()
    noted = {"work_done": "换电源", "result": "solved", "fault": "不开机"}
    visit_note(visit_id=visit.pk, by=technician, now=later(125), noted=noted)
    return visit, link_make(visit_id=visit.pk, by=technician, now=later(130))


@pytest.fixture
def open_at(later):
    """open_at(minutes, token, **word) -> what the customer's phone gets (a GET without a word)."""

    def ask(minutes, token, **word):
        stranger = Client(headers={"accept-language": "en"})
        with time_machine.travel(later(minutes), tick=False):
            address = f"/word/{token}/"
            return stranger.post(address, word) if word else stranger.get(address)

    return ask


WORD = {"verdict": "satisfied", "opinion": "很快", "signature": signature()}


def test_the_link_holds_128_bits_and_only_its_hash_is_kept(shown):
    _visit, token = shown
    assert len(token) == 22  # 16 bytes in base64
    kept = WordLink.objects.get()
    assert kept.token_hash == hash_of(token)
    assert token not in str(WordLink.objects.values().get())


def test_the_page_shows_the_work_and_nothing_about_anybody(shown, open_at, technician):
    visit, token = shown
    page = open_at(131, token).content.decode()
    assert "换电源" in page
    for secret in (visit.customer.name, visit.contact, visit.address, visit.customer.phone, technician.name):
        assert secret not in page
    assert visit.customer.customer_no not in page


def test_the_word_comes_onto_the_receipt_with_its_channel(shown, open_at, later, codes):
    visit, token = shown
    assert open_at(140, token, **WORD).status_code == 200
    visit.refresh_from_db()
    assert (visit.verdict, visit.opinion, visit.signed, visit.word_channel) == ("satisfied", "很快", True, "own_phone")
    assert visit.word_at == later(140)
    assert codes(visit)[-1] == "visit.word_given"


def test_a_second_use_says_so_kindly_and_changes_nothing(shown, open_at):
    visit, token = shown
    open_at(140, token, **WORD)
    again = open_at(141, token, **{**WORD, "verdict": "dissatisfied"})
    assert again.status_code == 410
    assert "Thank you" in again.content.decode()
    assert "换电源" not in again.content.decode()
    visit.refresh_from_db()
    assert visit.verdict == "satisfied"


def test_the_link_expires(shown, open_at):
    visit, token = shown
    assert open_at(130 + 119, token).status_code == 200
    assert open_at(130 + 120, token, **WORD).status_code == 410
    assert "expired" in open_at(130 + 120, token).content.decode()
    visit.refresh_from_db()
    assert visit.signed is None


def test_a_new_link_stops_the_one_before(shown, open_at, technician, later):
    visit, token = shown
    fresh = link_make(visit_id=visit.pk, by=technician, now=later(132))
    assert open_at(133, token).status_code == 410
    assert open_at(133, fresh).status_code == 200


def test_filing_stops_a_link_that_nobody_used(shown, open_at, file):
    visit, token = shown
    visit.refresh_from_db()
    file(visit)
    assert open_at(181, token, **WORD).status_code == 410


def test_a_link_that_is_none_is_not_found(open_at, db):
    assert open_at(0, "A" * 22).status_code == 404


@pytest.mark.parametrize("lacks", ["verdict", "signature"])
def test_verdict_and_signature_are_asked_for_and_no_verdict_is_one(shown, open_at, lacks):
    visit, token = shown
    assert open_at(140, token, **{**WORD, lacks: ""}).status_code == 200
    visit.refresh_from_db()
    assert visit.signed is None
    open_at(141, token, **{**WORD, "verdict": "blank"})
    visit.refresh_from_db()
    assert (visit.signed, visit.verdict) == (True, "")


def test_the_customer_has_something_to_sign_for(on_site, technician, later):
    from servicedesk.errors import DomainError

    with pytest.raises(DomainError) as told:
        link_make(visit_id=on_site().pk, by=technician, now=later(130))
    assert told.value.code == "visit.nothing_to_show"


def test_nobody_of_the_shop_answers_for_the_customer(shown, client_of, technician, later):
    visit, token = shown
    with time_machine.travel(later(131), tick=False):
        page = client_of(technician).post(f"/word/{token}/", WORD)
    assert "signed in" in page.content.decode()
    visit.refresh_from_db()
    assert visit.signed is None


def test_what_is_changed_after_the_word_is_seen(shown, open_at, technician, later):
    visit, token = shown
    open_at(140, token, **WORD)
    visit_note(visit_id=visit.pk, by=technician, now=later(150), noted={"work_done": "换主板，收 500"})
    visit.refresh_from_db()
    assert visit.changed_after_word
