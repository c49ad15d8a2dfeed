from django.http import HttpResponse
from django.urls import path

from servicedesk.access import public

app_name = "workbook"


@public
def stub(request):
    return HttpResponse("to come")


urlpatterns = [
    path("", stub, name="imports"),
]
