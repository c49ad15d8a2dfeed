"""The desk's settings as the tests run them: a folder of its own that is thrown away, quick hashes, plain files."""

import atexit
import os
import shutil
import tempfile

# Before the settings are read: whatever folder the environment names, no test writes into it.
_folder = tempfile.mkdtemp(prefix="desk-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["DATA_DIR"] = _folder
os.environ["SECRET_KEY"] = "only-for-tests-" + "0" * 32
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in the tests' thread

from servicedesk.settings import *  # noqa: E402, F403
from servicedesk.settings import DATA_DIR, DATABASES, IS_SQLITE, REDIS_URL, STATIC_ROOT  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # static files are found when asked for; listing them costs each test client 0.3 s
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
DATABASES["default"]["CONN_MAX_AGE"] = 0
STATIC_ROOT.mkdir(exist_ok=True)
if IS_SQLITE:
    # A file, not memory: threads then meet the same locks as in a shop.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
else:
    # Between tests every table is emptied; in a shop the database refuses that of closed months (settlement.guards).
    DATABASES["default"]["OPTIONS"] = {"options": "-c desk.may_empty=yes"}
if not REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
