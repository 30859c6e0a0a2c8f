"""Which columns have the forms that people fill in?

Forms and their readers both take them from here, so they cannot disagree. Apart from what writes
the forms: a load need not wait for what makes workbooks.
"""

_PLACE = ["indicator", "organisation", "provider", "breakdown", "period", "grain"]
_FIGURES = ["numerator", "denominator", "value"]
PLAN_COLUMNS = [*_PLACE, *_FIGURES, "version", "scenario", "submitted on", "status"]
LOCAL_RETURN_COLUMNS = [*_PLACE, *_FIGURES, "absent reason", "submitted on", "status"]
POPULATION_BASE_COLUMNS = ["organisation", "base", "valid from", "valid to", "value", "source"]
PROVIDER_SHARE_COLUMNS = [
    "provider", "commissioner", "share", "valid from", "valid to", "version", "source",
]  # fmt: skip
LOCALITY_PRACTICE_COLUMNS = [
    "commissioner", "locality", "practice code", "valid from", "valid to", "source",
]  # fmt: skip
BOARD_PROVIDER_COLUMNS = ["board", "board name", "provider", "valid from", "valid to"]
