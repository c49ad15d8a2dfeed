"""Photos at the intake show in what condition goods came in (A1). They are saved with their item, or not at all."""

import pytest

from records.models import Entry, Picture, Submission
from returns.models import Paper, ReturnedItem
from tests.support.pictures import photo, photo_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
URL = "/returns/intake/"


@pytest.fixture
def send(client_of, counter, make_customer, intake_post):
    """send(*blocks, photos={place: [files]}) -> the answer to an intake of these blocks."""

    def post(*blocks, photos, **fields):
        customer = fields.pop("customer", None) or make_customer().customer_no
        files = {f"items-{place}-photos": chosen for place, chosen in photos.items()}
        return client_of(counter).post(URL, {**intake_post(*blocks, customer=customer, **fields), **files})

    return post


def of(item) -> list[Picture]:
    return list(Picture.objects.of("item", item.pk))


def test_each_photo_goes_with_its_item(send, counter):
    wide, high = photo_bytes((300, 200)), photo_bytes((200, 300))
    blocks = [{"product": "内存"}, {"product": "硬盘", "category": "disk"}, {"product": "键盘", "category": "keyboard"}]
    answer = send(*blocks, photos={0: [photo("a.jpg", wide)], 2: [photo("b.jpg", high), photo("c.jpg", wide)]})
    assert answer.status_code == 302
    items = {item.product: of(item) for item in ReturnedItem.objects.all()}
    sizes = {product: [(each.width, each.height) for each in kept] for product, kept in items.items()}
    assert sizes == {"内存": [(300, 200)], "硬盘": [], "键盘": [(200, 300), (300, 200)]}
    assert {each.kind for kept in items.values() for each in kept} == {"intake"}
    assert {each.by for kept in items.values() for each in kept} == {counter}


def test_a_block_that_was_taken_away_takes_its_photos_along(send):
    blocks = [{"product": "内存", "DELETE": "on"}, {"product": "硬盘", "category": "disk"}]
    assert send(*blocks, photos={0: [photo(content=photo_bytes((300, 200)))], 1: [photo()]}).status_code == 302
    assert [(each.width, each.height) for each in of(ReturnedItem.objects.get(product="硬盘"))] == [(640, 480)]
    assert Picture.objects.count() == 1


def test_a_bad_file_is_told_at_its_block_and_nothing_is_written(send, messages_at, media):
    answer = send({}, {"product": "硬盘"}, photos={0: [photo()], 1: [photo("ok.jpg"), photo("list.jpg", b"text")]})
    assert answer.status_code == 200
    assert not messages_at(answer, "items-0-photos")
    assert [told.partition(":")[0] for told in messages_at(answer, "items-1-photos")] == ["list.jpg"]
    assert not Paper.objects.exists()
    assert not Picture.objects.exists()
    assert not Submission.objects.exists()
    assert not list(media.rglob("*.jpg"))
    assert answer.content.decode().count("A browser does not keep chosen files") == 2


def test_goods_that_are_refused_keep_no_photo(send, media):
    """The photos are good, the second item is not: its serial number is there twice, which the service finds."""
    answer = send({"serial": "SN1"}, {"serial": "sn1"}, photos={0: [photo()]})
    assert answer.status_code == 200
    assert not Picture.objects.exists()
    assert not Entry.objects.filter(code__startswith="picture").exists()
    assert not list(media.rglob("*.jpg"))


def test_without_a_script_another_item_asks_for_the_photos_again(send):
    answer = send({}, photos={0: [photo()]}, add="1")
    assert answer.status_code == 200
    assert len(answer.context["form"].items.forms) == 2
    assert answer.content.decode().count("A browser does not keep chosen files") == 1


def test_a_page_sent_twice_keeps_its_photos_once(send, make_customer):
    twice = {"customer": make_customer().customer_no, "key": "00000000-0000-4000-8000-000000000001"}
    for _ in range(2):
        assert send({}, photos={0: [photo()]}, **twice).status_code == 302
    assert Picture.objects.count() == 1


def test_photos_of_15_mb_pass_and_more_than_a_request_may_bring_is_told_with_all_that_was_typed(send, settings):
    large = photo("large.jpg", photo_bytes() + b"\0" * (15 * 1024**2))
    assert send({}, photos={0: [large, photo()]}).status_code == 302
    settings.UPLOAD_LIMIT = 1024
    answer = send({"product": "键盘"}, {"product": "鼠标"}, photos={0: [photo()]})
    assert answer.status_code == 200
    form = answer.context["form"]
    assert any("Send fewer at once" in str(told) for told in form.non_field_errors())
    assert [block["product"].value() for block in form.items.forms] == ["键盘", "鼠标"]
    assert Paper.objects.count() == 1


def test_enter_passes_the_photos_by(client_of, counter):
    html = client_of(counter).get(URL).content.decode()
    inputs = [part.partition(">")[0] for part in html.split("<input")[1:] if 'type="file"' in part.partition(">")[0]]
    assert len(inputs) == 4  # a chooser and a camera, in the block and in the one that is copied
    assert all("data-enter-skip" in each for each in inputs)
    assert 'enctype="multipart/form-data"' in html
