"""Addresses of the month."""

from django.urls import path

from settlement import entering_views, manager_views, report_views, views

app_name = "settlement"

urlpatterns = [
    # Everybody's own
    path("month/", views.mine, name="mine"),
    path("month/<str:month>/", views.mine_in, name="mine_in"),
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
    path("settlement/runs/<int:pk>/workbook/", report_views.workbook, name="workbook"),
    # Reports, and what leaves the desk
    path("settlement/reports/", report_views.reports, name="reports"),
    path("settlement/<str:month>/report/", report_views.report, name="report"),
    path("settlement/<str:month>/lines/", report_views.lines, name="lines"),
    path("settlement/<str:month>/records/<str:kind>/", report_views.records, name="records"),
    path("settlement/<str:month>/export/", report_views.export, name="export"),
    path("settlement/<str:month>/print/", report_views.printed, name="print"),
    path("settlement/<str:month>/payroll.csv", report_views.payroll, name="payroll"),
    # The manager's month
    path("settlement/", manager_views.current, name="current"),
    path("settlement/<str:month>/", manager_views.month, name="month"),
    path("settlement/<str:month>/decide/", manager_views.decide, name="decide"),
    path("settlement/<str:month>/answer/<int:pk>/", manager_views.answer, name="answer"),
    path("settlement/<str:month>/rests/<int:pk>/", manager_views.rest, name="rest"),
    path("settlement/<str:month>/close/", manager_views.close, name="close"),
    path("settlement/<str:month>/ask/", manager_views.ask, name="ask"),
    path("settlement/<str:month>/sheets/<str:staff_no>/", manager_views.sheet, name="sheet"),
    path("settlement/<str:month>/sheets/<str:staff_no>/decide/", manager_views.decide_anew, name="decide_anew"),
    path("settlement/<str:month>/sheets/<str:staff_no>/wage/", manager_views.wage, name="wage"),
]
