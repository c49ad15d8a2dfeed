"""Addresses of the month."""

from django.urls import path

from settlement import entering_views, manager_views, views

app_name = "settlement"

urlpatterns = [
    # Everybody's own
    path("month/", views.mine, name="mine"),
    path("month/<str:month>/object/", views.object_to, name="object"),
    # What is entered
    path("settlement/incidents/", entering_views.incidents, name="incidents"),
    path("settlement/incidents/new/", entering_views.incident_new, name="incident_new"),
    path("settlement/incidents/<str:incident_no>/", entering_views.incident, name="incident"),
    path("settlement/incidents/<str:incident_no>/withdraw/", entering_views.withdraw, name="withdraw"),
    path("settlement/incidents/<str:incident_no>/pictures/<str:stem>/", entering_views.picture, name="picture"),
    path("settlement/revenue/", entering_views.revenue, name="revenue"),
    path("settlement/revenue/<str:revenue_no>/sign/", entering_views.sign, name="sign"),
    # Long work
    path("settlement/runs/<int:pk>/", manager_views.run, name="run"),
    path("settlement/runs/<int:pk>/progress/", manager_views.run_progress, name="run_progress"),
    # The manager's month
    path("settlement/", manager_views.current, name="current"),
    path("settlement/<str:month>/", manager_views.month, name="month"),
    path("settlement/<str:month>/decide/", manager_views.decide, name="decide"),
    path("settlement/<str:month>/answer/<int:pk>/", manager_views.answer, name="answer"),
    path("settlement/<str:month>/ask/", manager_views.ask, name="ask"),
    path("settlement/<str:month>/sheets/<str:staff_no>/", manager_views.sheet, name="sheet"),
    path("settlement/<str:month>/sheets/<str:staff_no>/wage/", manager_views.wage, name="wage"),
]
