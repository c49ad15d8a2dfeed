"""How a picture is sent to a browser. Who may see it is decided by the view that calls this."""

from django.http import FileResponse, Http404, HttpResponseBase, HttpResponseNotModified

from records import picture_files
from records.models import Picture

TYPES = {".jpg": "image/jpeg", ".png": "image/png"}


def picture_response(request, picture: Picture, *, thumb: bool = False) -> HttpResponseBase:
    """The picture, or its small one where it has one; kept by this browser alone, and asked for again each time.

    What was withdrawn, or whom the desk does not know any more, must not be answered from a browser's memory.
    """
    path = picture_files.path_of(picture.name)
    small = picture_files.path_of(picture_files.thumb_of(picture.name))
    if thumb and small.exists():
        path = small
    if not path.exists():
        raise Http404
    etag = f'"{picture.sha256[:32]}{"-thumb" if thumb else ""}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        response = FileResponse(path.open("rb"), content_type=TYPES[path.suffix])
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    return response
