"""The name of everything that a callback reads or writes."""

# The frame
URL = "url"
NAVIGATION = "navigation"
AS_AT = "as-at"
FILTERS = "filters"
PROBLEMS = "problems"
PAGE = "page"
FOOTER = "footer"
FORMS = "forms"
STATUS = "status"

# The controls
ORGANISATION = "organisation"
LOCALITY = "locality"
INDICATOR = "indicator"
VIEW = "view"
BREAKDOWN = "breakdown"
START = "from"
END = "to"
PLAN = "plan"
SORT = "sort"
BY = "by"

# What stands instead of a page that cannot be drawn
REFUSAL = "refusal"

# The pages' own. Dash runs a callback only when all it writes is there, so no two pages share one.
SUMMARY_HEADING = "summary-heading"
TREND_HEADING = "trend-heading"
LOCALITIES_HEADING = "localities-heading"
SUMMARY_TABLE = "summary-table"
TREND = "trend"
TREND_PANEL = "trend-panel"
TREND_READING = "trend-reading"
TREND_TABLE = "trend-table"
LOCALITIES = "localities"
LOCALITIES_BAR = "localities-bar"
LOCALITIES_READING = "localities-reading"
LOCALITIES_TABLE = "localities-table"
