from django.http import HttpResponse
from django.urls import path

from servicedesk.access import public

app_name = "returns"


@public
def stub(request):
    return HttpResponse("to come")


urlpatterns = [
    path("returns/intake/", stub, name="intake"),
    path("returns/", stub, name="items"),
]
