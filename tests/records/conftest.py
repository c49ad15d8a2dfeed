"""Pictures that are kept, and the files of them."""

import pytest

from records.pictures import prepare


@pytest.fixture
def files(media):
    """files() -> the names of all the files that lie there, settled or waiting."""
    return lambda: sorted(path.name for path in media.rglob("*") if path.is_file())


@pytest.fixture
def image():
    """A photo that is ready to be kept."""
    from io import BytesIO

    from tests.support.pictures import photo_bytes

    return prepare(BytesIO(photo_bytes()))


@pytest.fixture
def add(db, media, counter, now, image):
    """add(**fields of picture_add) -> Picture of item 7."""

    def make(**fields):
        from records.picture_services import picture_add

        known = {"by": counter, "now": now, "subject": "item", "subject_id": 7, "kind": "intake", "image": image}
        return picture_add(**{**known, **fields})

    return make
