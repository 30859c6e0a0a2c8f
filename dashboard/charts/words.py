"""How are figures and findings said beside a chart? As everywhere."""

from dashboard.services.wording.words import *  # noqa: F403
