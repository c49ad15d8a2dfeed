"""Keeps an upload of any size from filling the disk, and lets the form say so."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class RefuseHugeUploads(FileUploadHandler):
    """Reads past every file of a request over `UPLOAD_LIMIT` without keeping it, and marks the request.

    The body is drained, not cut off, so that the browser shows our page instead of a broken connection. The fields
    between the files are kept: what somebody typed is there again on that page.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.too_large = content_length > settings.UPLOAD_LIMIT
        if self.too_large and self.request is not None:
            self.request.upload_too_large = True

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        if self.too_large:
            raise SkipFile("the request is too large")

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None
