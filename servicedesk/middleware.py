"""What happens to every request before a view sees it."""

from servicedesk import clock


def freeze_now(get_response):
    """Gives the request one `now`, which everything below it uses."""

    def middleware(request):
        request.now = clock.now()
        return get_response(request)

    return middleware
