"""The customer's own page behind the code: without signing in, once, and with nothing about anybody on it."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from field_visits.receipt_forms import WordForm
from field_visits.word_services import link_of, refuse_link, word_give
from servicedesk.access import public
from servicedesk.errors import DomainError


@public
@require_http_methods(["GET", "HEAD", "POST"])
def word(request, token):
    """Shows the work to whoever holds the link and takes their word once; afterwards it says so kindly."""
    link = link_of(token)
    if link is None:
        raise Http404
    form = WordForm(request.POST or None, request.FILES or None)
    context = {"visit": link.visit, "form": form, "is_staff": request.user.is_authenticated}
    try:
        refuse_link(link, request.now)
        if request.method == "POST" and not context["is_staff"] and form.is_valid():
            word_give(token=token, word=form.word(), now=request.now)
            context["thanks"] = True
    except DomainError as error:
        context["over"] = error
    response = render(request, "field_visits/word.html", context, status=410 if "over" in context else 200)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
