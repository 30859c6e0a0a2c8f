"""The words of dashboard/services/wording/plan_named.py, for charts."""

from dashboard.services.wording.plan_named import *  # noqa: F403
