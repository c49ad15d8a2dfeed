from django.http import HttpResponse
from django.urls import path

from servicedesk.access import public

app_name = "rulebook"


@public
def stub(request):
    return HttpResponse("to come")


urlpatterns = [
    path("", stub, name="rules"),
    path("numbers/", stub, name="numbers"),
    path("calendar/", stub, name="calendar"),
]
