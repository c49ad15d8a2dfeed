"""Addresses of visits, their receipts, and the customer's own page."""

from django.urls import path

from field_visits import ribbon_views, spare_views, step_views, views, word_views

app_name = "visits"

urlpatterns = [
    # At the desk
    path("visits/", views.plan, name="plan"),
    path("visits/out/", views.out, name="out"),
    path("visits/new/", views.new, name="new"),
    path("visits/new/advice/", views.advice, name="advice"),
    path("visits/receipts/", views.receipts, name="receipts"),
    path("visits/hints/", views.hints, name="hints"),
    path("visits/money/", views.money, name="money"),
    path("visits/calendar/", views.calendar, name="calendar"),
    path("visits/calendar/<str:token>.ics", views.feed, name="feed"),
    # The technician's phone
    path("visits/day/", ribbon_views.day, name="day"),
    path("visits/sw.js", ribbon_views.service_worker, name="service_worker"),
    path("visits/token/", ribbon_views.token, name="token"),
    # One visit
    path("visits/<str:receipt_no>/", views.visit, name="visit"),
    path("visits/<str:receipt_no>/print/", views.paper, name="paper"),
    path("visits/<str:receipt_no>/pictures/<str:stem>/", views.picture, name="picture"),
    path("visits/<str:receipt_no>/hand-in/", views.hand_in, name="hand_in"),
    path("visits/<str:receipt_no>/correct/", step_views.correct, name="correct"),
    # Steps
    path("visits/<str:receipt_no>/move/", step_views.move, name="move"),
    path("visits/<str:receipt_no>/cancel/", step_views.cancel, name="cancel"),
    path("visits/<str:receipt_no>/turn-back/", step_views.turn_back, name="turn_back"),
    path("visits/<str:receipt_no>/report/", step_views.report, name="report"),
    path("visits/<str:receipt_no>/explain/", ribbon_views.explain, name="explain"),
    # The ribbon
    path("visits/<str:receipt_no>/go/", ribbon_views.go, name="go"),
    path("visits/<str:receipt_no>/go/depart/", ribbon_views.depart, name="depart"),
    path("visits/<str:receipt_no>/go/arrive/", ribbon_views.arrive, name="arrive"),
    path("visits/<str:receipt_no>/go/save/", ribbon_views.save, name="save"),
    path("visits/<str:receipt_no>/go/link/", ribbon_views.link, name="link"),
    path("visits/<str:receipt_no>/go/word/", ribbon_views.word_state, name="word_state"),
    path("visits/<str:receipt_no>/go/file/", ribbon_views.file, name="file"),
    # Spare units
    path("spares/", spare_views.spares, name="spares"),
    path("spares/new/", spare_views.spare_new, name="spare_new"),
    path("spares/<str:unit_no>/", spare_views.spare, name="spare"),
    path("spares/<str:unit_no>/lend/", spare_views.lend, name="lend"),
    path("spares/<str:unit_no>/withdraw/", spare_views.withdraw, name="withdraw"),
    path("loans/<str:loan_no>/print/", spare_views.loan_paper, name="loan_paper"),
    path("loans/<str:loan_no>/signature/", spare_views.loan_signature, name="loan_signature"),
    path("loans/<str:loan_no>/return/", spare_views.take_back, name="take_back"),
    # The customer's own page
    path("word/<str:token>/", word_views.word, name="word"),
]
