"""What happens to every request before a view sees it."""

from django.core.exceptions import BadRequest

from servicedesk import clock


def freeze_now(get_response):
    """Gives the request one `now`, which everything below it uses."""

    def middleware(request):
        request.now = clock.now()
        return get_response(request)

    return middleware


def refuse_nul(get_response):
    """Refuses addresses with a NUL character, which PostgreSQL cannot compare with anything; forms refuse their own."""

    def middleware(request):
        address = request.path + request.META.get("QUERY_STRING", "").replace("%00", "\0")
        if "\0" in address:
            raise BadRequest("NUL in the address")
        return get_response(request)

    return middleware
