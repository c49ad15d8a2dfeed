"""The fields for photos and signatures: what they hand on, what they refuse, what comes back on the page."""

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from records.picture_forms import PhotosField, SignatureField
from tests.support.pictures import data_url, drawing, photo, signature


class Both(forms.Form):
    photos = PhotosField(most=3)
    signature = SignatureField()


class Optional(forms.Form):
    signature = SignatureField(required=False)


def both(*photos, drawn="", paper=None) -> Both:
    files = {"photos": list(photos), **({"signature-photo": [paper]} if paper else {})}
    return Both({"signature": drawn}, MultiValueDict(files))


def test_photos_and_signature_come_out_ready_to_be_kept_in_the_order_chosen():
    small = photo("b.jpg", photo().read().replace(b"Secret Phone 9", b"Another Phone!"))
    form = both(photo("a.jpg"), small, drawn=signature())
    assert form.is_valid(), form.errors
    assert [each.suffix for each in form.cleaned_data["photos"]] == [".jpg", ".jpg"]
    assert form.cleaned_data["signature"].suffix == ".png"
    assert form.is_multipart()


def test_every_bad_file_is_named():
    form = both(photo("good.jpg"), photo("list.jpg", b"text"), photo("cut.jpg", photo().read()[:900]))
    assert not form.is_valid()
    told = form.errors["photos"]
    assert [each.partition(":")[0] for each in told] == ["list.jpg", "cut.jpg"]


def test_too_many_at_once():
    assert not both(*[photo()] * 4, drawn=signature()).is_valid()


def test_a_photo_of_the_signed_paper_is_a_signature_too():
    form = both(paper=photo())
    assert form.is_valid(), form.errors
    assert form.cleaned_data["signature"].suffix == ".jpg"
    assert form.cleaned_data["photos"] == []


@pytest.mark.parametrize("drawn", ["", "rubbish", data_url(drawing(ink=False))])
def test_no_signature_is_no_signature(drawn):
    form = both(drawn=drawn)
    assert not form.is_valid()
    assert form.errors["signature"]


def test_an_optional_signature_may_be_missing_but_not_wrong():
    assert Optional({}).is_valid()
    assert Optional({}).is_valid()
    assert not Optional({"signature": "rubbish"}).is_valid()


def test_the_page_keeps_the_drawing_and_says_that_files_are_not_kept():
    form = both(photo("list.jpg", b"text"), drawn=signature())
    assert not form.is_valid()
    pad = render_to_string("records/_signature.html", {"field": form["signature"]})
    assert signature() in pad.replace("&#x2B;", "+").replace("&#x3D;", "=")
    photos = render_to_string("records/_photos.html", {"field": form["photos"]})
    assert "list.jpg" in photos
    assert photos.count('role="alert"') == 2


def test_the_parts_hold_no_script_and_no_style_of_their_own():
    for name in ("signature", "photos"):
        html = render_to_string(f"records/_{name}.html", {"field": Both()[name]})
        assert not any(bad in html for bad in ("<script", "style=", "onclick", "onchange"))
        assert 'role="alert"' not in html
