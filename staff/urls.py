from django.http import HttpResponse
from django.urls import path

from servicedesk.access import public

app_name = "staff"


@public
def stub(request):
    return HttpResponse("to come")


urlpatterns = [
    path("sign-in/", stub, name="sign_in"),
    path("sign-out/", stub, name="sign_out"),
    path("password/", stub, name="password"),
    path("setup/", stub, name="setup"),
    path("staff/", stub, name="list"),
]
