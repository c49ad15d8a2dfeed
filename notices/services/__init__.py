"""The only writers of notices, of how people are told, and of the outbox."""

from notices.services.delivering import deliver, message_retry
from notices.services.leaving import gather
from notices.services.settings import preference_save, robot_save, robot_test
from notices.services.telling import News, causes_read, inbox_read, notice_read, tell

__all__ = [
    "News",
    "causes_read",
    "deliver",
    "gather",
    "inbox_read",
    "message_retry",
    "notice_read",
    "preference_save",
    "robot_save",
    "robot_test",
    "tell",
]
