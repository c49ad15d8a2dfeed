from django.http import HttpResponse
from django.urls import path

from servicedesk.access import public

app_name = "tickets"


@public
def stub(request):
    return HttpResponse("to come")


urlpatterns = [
    path("queue/", stub, name="queue"),
    path("jobs/new/", stub, name="new"),
]
