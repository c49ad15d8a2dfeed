"""Every address of the desk."""

from django.urls import include, path
from django.views.i18n import set_language

from servicedesk import views
from servicedesk.access import public

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("language/", public(set_language), name="set_language"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("healthz", views.healthz, name="healthz"),
    path("healthz/beat", views.healthz_beat, name="healthz_beat"),
    path("", include("staff.urls")),
    path("rules/", include("rulebook.urls")),
    path("notices/", include("notices.urls")),
    path("", include("customers.urls")),
    path("deadlines/", include("deadlines.urls")),
    path("", include("tickets.urls")),
    path("", include("returns.urls")),
    path("", include("field_visits.urls")),
    path("", include("settlement.urls")),
    path("complaints/", include("complaints.urls")),
    path("import/", include("workbook.urls")),
]

handler400 = "servicedesk.views.bad_request"
handler403 = "servicedesk.views.forbidden"
handler404 = "servicedesk.views.not_found"
handler500 = "servicedesk.views.server_error"
