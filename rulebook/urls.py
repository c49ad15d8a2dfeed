from django.urls import path

from rulebook import views

app_name = "rulebook"
urlpatterns = [
    # /rules/
    path("", views.rules, name="rules"),
    path("numbers/", views.numbers, name="numbers"),
    path("numbers/<slug:key>/", views.number, name="number"),
    path("numbers/<slug:key>/change/", views.number_change, name="number_change"),
    path("numbers/<slug:key>/withdraw/<int:pk>/", views.number_withdraw, name="number_withdraw"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/<int:year>/", views.calendar, name="calendar"),
    path("calendar/<int:year>/mark/", views.calendar_mark, name="calendar_mark"),
    path("calendar/<int:year>/declare/", views.calendar_declare, name="calendar_declare"),
    path("calendar/<int:year>/reopen/", views.calendar_reopen, name="calendar_reopen"),
]
