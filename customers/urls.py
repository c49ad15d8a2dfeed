from django.http import HttpResponse
from django.urls import path

from customers import views
from servicedesk.access import public

app_name = "customers"


@public
def stub(request):
    return HttpResponse("to come")


urlpatterns = [
    path("customers/", stub, name="list"),
    path("customers/new/", stub, name="new"),
    path("customers/lookup/", views.lookup, name="lookup"),
]
