"""What is saved before the receipt is filed: the notes, and photos where no script keeps them on the phone."""

import pytest

from field_visits.models import Visit
from records.models import Picture
from tests.support.pictures import photo

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("step", ["save", "link"])
def test_photos_that_come_with_the_notes_are_kept(on_site, receipt_post, client_of, technician, step):
    visit = on_site()
    sent = receipt_post(visit, photos_before=photo())
    client_of(technician).post(f"/visits/{visit.receipt_no}/go/{step}/", sent)
    assert Visit.objects.get(pk=visit.pk).work_done == "换电源"
    assert [each.kind for each in Picture.objects.of("visit", visit.pk)] == ["visit_before"]


def test_the_ribbon_shows_what_is_kept(on_site, receipt_post, client_of, technician):
    visit, desk = on_site(), client_of(technician)
    desk.post(f"/visits/{visit.receipt_no}/go/save/", receipt_post(visit, photos_after=photo()))
    (picture,) = Picture.objects.of("visit", visit.pk)
    assert f"/pictures/{picture.stem}/" in desk.get(f"/visits/{visit.receipt_no}/go/").content.decode()


def test_notes_of_another_phone_take_their_photos_with_them(on_site, receipt_post, client_of, technician):
    visit, desk = on_site(), client_of(technician)
    desk.post(f"/visits/{visit.receipt_no}/go/save/", receipt_post(visit, seen="00000000", photos_after=photo()))
    assert not Picture.objects.of("visit", visit.pk).exists()
