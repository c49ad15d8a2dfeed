"""What a phone's outbox is told: done once, conflicts in words, what is missing, and photos of any phone."""

import pytest

from field_visits.models import Visit
from records.models import Picture
from tests.support.pictures import photo, photo_bytes, signature

JSON = {"accept": "application/json"}


@pytest.fixture
def send(client_of, technician, receipt_post, at_now):
    """send(visit, **fields) -> the answer to a receipt that an outbox sends."""

    def make(visit, *, by=None, key=None, **fields):
        word = {"verdict": "satisfied", "signature": signature()}
        data = {**receipt_post(visit, **word), **fields}
        if key:
            data["key"] = key
        return client_of(by or technician).post(f"/visits/{visit.receipt_no}/go/file/", data, headers=JSON)

    return make


KEY = "7f4f1a52-3a70-4b35-9d57-0123456789ab"


def test_a_receipt_sent_twice_is_filed_once_and_both_are_told_so(on_site, send):
    visit = on_site()
    for _time in range(2):
        answer = send(visit, key=KEY)
        assert (answer.status_code, answer.json()["done"]) == (200, True)
        assert answer.json()["url"] == f"/visits/{visit.receipt_no}/"
    assert visit.versions.count() == 1
    assert Picture.objects.of("visit", visit.pk).count() == 1


def test_a_second_phone_is_told_of_the_conflict(on_site, send):
    visit = on_site()
    send(visit, key=KEY)
    answer = send(visit, work_done="另一部手机")
    assert (answer.status_code, answer.json()["code"]) == (409, "visit.filed_already")
    visit.refresh_from_db()
    assert visit.work_done == "换电源"


def test_what_is_missing_comes_back_by_name_and_nothing_is_filed(on_site, send):
    answer = send(on_site(), fault="", signature="")
    assert answer.status_code == 422
    assert answer.json()["missing"] == ["Fault found", "Customer's verdict and signature"]
    assert Visit.objects.get().state == "on_site"


def test_a_refused_receipt_can_be_sent_again_under_its_key(on_site, send):
    visit = on_site()
    assert send(visit, key=KEY, fault="").status_code == 422
    assert send(visit, key=KEY).status_code == 200


def test_a_visit_that_is_no_longer_ones_own_is_gone(on_site, send, other_technician):
    assert send(on_site(), by=other_technician).status_code == 404


def test_the_token_tells_whose_phone_it_is(client_of, technician):
    told = client_of(technician).get("/visits/token/").json()
    assert told["staff_no"] == "T1"
    assert told["token"]


def test_photos_of_a_15_mb_phone_are_taken_reduced_and_stripped(on_site, send):
    visit = on_site()
    big = photo_bytes((4000, 3000)) + b"\0" * 15 * 1024**2  # a camera's own data behind the picture
    assert send(visit, photos_before=photo(content=big), photos_after=photo()).status_code == 200
    kinds = dict(Picture.objects.of("visit", visit.pk).values_list("kind", "width"))
    assert set(kinds) == {"signature", "visit_before", "visit_after"}
    assert kinds["visit_before"] <= 2000
    for picture in Picture.objects.of("visit", visit.pk):
        from records import picture_files

        content = picture_files.path_of(picture.name).read_bytes()
        assert b"Secret Phone" not in content
        assert len(content) < 2 * 1024**2


def test_a_text_file_called_jpg_is_refused_by_its_name(on_site, send):
    answer = send(on_site(), photos_before=photo("notes.jpg", b"not a photo at all"))
    assert answer.status_code == 422
    assert "notes.jpg" in answer.json()["message"]
    assert not Picture.objects.exists()


def test_a_signature_without_a_verdict_asks_for_the_customers_choice(on_site, send):
    answer = send(on_site(), verdict="")
    assert answer.status_code == 422
    assert "No verdict" in answer.json()["message"]


def test_the_seal_covers_photos(on_site, send):
    visit = on_site()
    send(visit, photos_before=photo())
    kinds = [kind for kind, _digest in visit.versions.get().content["pictures"]]
    assert sorted(kinds) == ["signature", "visit_before"]


def test_without_scripts_the_same_form_files_and_says_what_is_missing(
    on_site, client_of, technician, receipt_post, at_now
):
    visit, desk = on_site(), client_of(technician)
    refused = desk.post(f"/visits/{visit.receipt_no}/go/file/", receipt_post(visit))
    assert "Still missing: Customer&#x27;s verdict and signature" in refused.content.decode()
    sent = receipt_post(visit, verdict="satisfied", signature=signature())
    assert desk.post(f"/visits/{visit.receipt_no}/go/file/", sent).url == f"/visits/{visit.receipt_no}/"


def test_what_can_be_mended_on_the_receipt_is_no_conflict(on_site, send, later):
    visit = on_site()
    answer = send(visit, key=KEY, result="second_visit", next_at="2026-10-01 10:00")
    assert answer.status_code == 422
    assert "after this one" in answer.json()["message"]
