"""The words of dashboard/services/wording/what_it_takes_words.py, for charts."""

from dashboard.services.wording.what_it_takes_words import *  # noqa: F403
