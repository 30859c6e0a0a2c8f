"""The words of dashboard/services/wording/year_end_words.py, for charts."""

from dashboard.services.wording.year_end_words import *  # noqa: F403
