"""The words of dashboard/services/wording/people_words.py, for charts."""

from dashboard.services.wording.people_words import *  # noqa: F403
