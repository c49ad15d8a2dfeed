"""Pictures of goods are shown to who may see the goods, added by those who handle them, withdrawn with a reason."""

from uuid import uuid4

import pytest

from records.models import Entry, Picture
from records.picture_services import picture_add
from records.pictures import prepare
from tests.support.pictures import photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def item(receive_one, make_customer):
    return receive_one(make_customer())


@pytest.fixture
def picture(item, counter, now):
    """A photo that the counter took."""
    known = {"by": counter, "now": now, "subject": "item", "subject_id": item.pk, "kind": "intake"}
    return picture_add(**known, image=prepare(photo()))


def address(picture, more="") -> str:
    return f"/returns/pictures/{picture.stem}/{more}"


def page_of(item, more="") -> str:
    return f"/returns/items/{item.item_no}/{more}"


def add(client, item, *photos, key=None):
    return client.post(page_of(item, "pictures/"), {"key": key or str(uuid4()), "photos": photos})


def test_everyone_who_sees_the_goods_sees_the_picture_and_its_small_one(client_of, cast, picture):
    for role, person in cast.items():
        whole, small = (client_of(person).get(address(picture, more)) for more in ("", "?small"))
        assert (whole.status_code, small.status_code) == (200, 200), role
        assert len(small.getvalue()) < len(whole.getvalue()) == picture.size


def test_it_is_sent_as_what_it_is_and_kept_by_nobody_in_between(client_of, counter, picture):
    answer = client_of(counter).get(address(picture))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-cache"
    assert len(answer.getvalue()) == picture.size
    again = client_of(counter).get(address(picture), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, "private, no-cache")


def test_strangers_are_sent_to_sign_in_and_who_has_no_role_stays_out(client, client_of, make_staff, picture):
    for more in ("", "?small", "withdraw/"):
        assert client.get(address(picture, more))["Location"].startswith("/sign-in/")
        assert client_of(make_staff(f"N{len(more)}")).get(address(picture, more)).status_code == 403


def test_pictures_of_other_things_are_not_found_here(client_of, service_manager, picture):
    Picture.objects.update(subject="visit")
    for more in ("", "withdraw/"):
        assert client_of(service_manager).get(address(picture, more)).status_code == 404
    assert client_of(service_manager).get("/returns/pictures/" + "0" * 32 + "/").status_code == 404


def test_those_who_handle_goods_add_photos_and_the_others_do_not(client_of, cast, item):
    for role, person in cast.items():
        may = role in {"counter", "technician", "service_manager", "warehouse"}
        assert add(client_of(person), item, photo()).status_code == (302 if may else 403), role
        assert (b"Add photos" in client_of(person).get(page_of(item)).content) == may, role
    assert Picture.objects.of("item", item.pk).count() == 4


def test_several_at_once_are_one_entry_and_a_page_sent_twice_adds_once(client_of, counter, item):
    key = str(uuid4())
    for _ in range(2):
        assert add(client_of(counter), item, photo("a.jpg"), photo("b.jpg"), key=key)["Location"] == page_of(item)
    assert [each.kind for each in Picture.objects.of("item", item.pk)] == ["later", "later"]
    assert Entry.objects.of("item", item.pk).filter(code="picture.added").get().data["count"] == 2
    assert "Added: photo taken later (2)" in client_of(counter).get(page_of(item)).content.decode()


def test_a_bad_file_or_none_is_told_and_nothing_is_added(client_of, counter, item, settings):
    for photos in ([photo(), photo("list.jpg", b"text")], []):
        answer = add(client_of(counter), item, *photos)
        assert answer.status_code == 200
        assert answer.context["form"].errors["photos"]
    settings.UPLOAD_LIMIT = 1024
    assert "Send fewer at once" in add(client_of(counter), item, photo()).content.decode()
    assert not Picture.objects.exists()


def test_who_took_it_withdraws_it_and_then_managers_alone_see_it(client_of, counter, service_manager, picture, item):
    clerk, boss = client_of(counter), client_of(service_manager)
    assert clerk.post(address(picture, "withdraw/"), {"reason": ""}).context["form"].errors["reason"]
    assert clerk.post(address(picture, "withdraw/"), {"reason": "x" * 201}).context["form"].errors["reason"]
    assert clerk.post(address(picture, "withdraw/"), {"reason": "拍错了"})["Location"] == page_of(item)
    for more in ("", "?small", "withdraw/"):
        assert clerk.get(address(picture, more)).status_code == 404
        assert boss.get(address(picture, more)).status_code == 200
    assert picture.stem not in clerk.get(page_of(item)).content.decode()
    shown = boss.get(page_of(item)).content.decode()
    assert picture.stem in shown
    assert "拍错了" in shown


def test_another_clerk_is_told_who_may(client_of, technician, picture):
    client = client_of(technician)
    assert "Only who took a photo" in client.get(address(picture, "withdraw/")).content.decode()
    client.post(address(picture, "withdraw/"), {"reason": "x"})
    assert Picture.objects.current().exists()


def test_a_picture_whose_file_is_lost_is_not_found(client_of, counter, picture, media):
    for path in media.rglob("*.jpg"):
        path.unlink()
    assert client_of(counter).get(address(picture)).status_code == 404
