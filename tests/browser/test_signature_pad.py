"""The pad in a real browser: drawing with mouse and finger, clearing, turning the phone, and what arrives."""

import pytest
from django import forms
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from records.picture_forms import SignatureField
from servicedesk.access import everyone
from servicedesk.urls import *  # noqa: F403
from servicedesk.urls import urlpatterns as desk_addresses
from tests.browser.looks import each_flow
from tests.support.pictures import photo_bytes

pytestmark = [pytest.mark.browser, pytest.mark.urls(__name__)]

PAGE = """{% extends "base.html" %}{% block title %}{% translate "Signature" %}{% endblock %}
{% block head %}<script type="module" src="{% static 'desk/signature.js' %}"></script>{% endblock %}
{% block content %}<form class="panel" method="post" enctype="multipart/form-data" novalidate>{% csrf_token %}
<h1>{% translate "Signature" %}</h1>{% include "records/_signature.html" with field=form.signature %}
<button class="btn btn-primary" type="submit">{% translate "Save" %}</button></form>{% endblock %}"""


class PadForm(forms.Form):
    signature = SignatureField()


@everyone
def pad(request):
    """A page with nothing but a pad; says what it was given."""
    form = PadForm(request.POST, request.FILES) if request.method == "POST" else PadForm()
    if form.is_valid():
        given = form.cleaned_data["signature"]
        return HttpResponse(f"{given.suffix} {given.width} {given.height}")
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


urlpatterns = [path("pad/", pad), *desk_addresses]


@pytest.fixture
def at_pad(page, sign_in, counter):
    def go(language="zh", size="desk"):
        desk = page(language, size)
        sign_in(desk, counter)
        desk.goto("/pad/")
        desk.wait_for_selector("[data-signature-pad]:visible")
        return desk

    return go


def draw(desk):
    """A wave over half of the pad's width."""
    desk.locator("canvas").scroll_into_view_if_needed()
    box = desk.locator("canvas").bounding_box()
    points = [
        (box["x"] + box["width"] * (0.2 + 0.5 * step / 12), box["y"] + box["height"] * (0.35 + 0.3 * (step % 2)))
        for step in range(12)
    ]
    desk.mouse.move(*points[0])
    desk.mouse.down()
    for point in points[1:]:
        desk.mouse.move(*point, steps=4)
    desk.mouse.up()


def value(desk) -> str:
    return desk.locator("[data-signature-value]").input_value()


@each_flow
def test_a_signature_is_drawn_and_arrives(at_pad, sound, axe, shot, language, size):
    desk = at_pad(language, size)
    draw(desk)
    assert value(desk).startswith("data:image/png;base64,")
    axe(desk)
    sound(desk, language)
    shot(desk, "pad")
    desk.locator("main button[type=submit]").click()
    suffix, width, height = desk.locator("body").inner_text().split()
    assert suffix == ".png"
    assert int(width) > 2 * int(height) > 40


def test_a_finger_draws_and_does_not_scroll(at_pad):
    desk = at_pad(size="phone")
    box = desk.locator("canvas").bounding_box()
    assert box["width"] > 300
    assert desk.locator("[data-signature-clear]").bounding_box()["height"] >= 44
    touch = desk.context.new_cdp_session(desk)
    for kind, step in [("touchStart", 0), *(("touchMove", step) for step in range(1, 20)), ("touchEnd", 0)]:
        at = {"x": box["x"] + 60 + step * 8, "y": box["y"] + 60 + (step % 3) * 30}
        points = [] if kind == "touchEnd" else [at]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert value(desk)
    assert desk.evaluate("scrollY") == 0


def test_clearing_and_turning_the_phone(at_pad):
    desk = at_pad(size="phone")
    draw(desk)
    desk.set_viewport_size({"width": 844, "height": 390})
    desk.wait_for_function("document.querySelector('canvas').clientWidth > 400")
    dark = "[...document.querySelector('canvas').getContext('2d').getImageData(0, 0, 2000, 600).data].some((v) => v)"
    assert desk.evaluate(dark)  # drawn anew for the wider pad
    desk.locator("[data-signature-clear]").click()
    assert not desk.evaluate(dark)
    assert value(desk) == ""


def test_a_form_that_comes_back_still_shows_the_signature(at_pad, shot):
    desk = at_pad("en")
    desk.locator("canvas").click()  # a dot
    desk.locator("main button[type=submit]").click()
    assert desk.get_by_role("alert").is_visible()
    first = value(desk)
    assert first
    draw(desk)
    assert value(desk) != first
    shot(desk, "refused")
    desk.locator("main button[type=submit]").click()
    assert desk.locator("body").inner_text().startswith(".png")


def test_without_a_hand_the_signed_paper_is_photographed(at_pad):
    desk = at_pad("en")
    desk.get_by_label("Or a photo of the signed paper").set_input_files(
        {"name": "paper.jpg", "mimeType": "image/jpeg", "buffer": photo_bytes()}
    )
    desk.locator("main button[type=submit]").click()
    assert desk.locator("body").inner_text() == ".jpg 640 480"
