"""What do the made-up figures of each indicator look like: level, size, season, parts?

Levels sit near what the CCGs' plans state (Dudley's RTT 96.13 % at month 7 of 2016/17); the rest is
made up.
"""

from dataclasses import dataclass

# Points of breaches from April to March in an ordinary year; a bad winter has more of them.
_WINTER = (0.0, -0.8, -1.2, -1.2, -1.0, -0.2, 0.6, 1.4, 3.2, 4.2, 3.2, 1.8)
_HOLIDAYS = (0.2, 0.0, 0.0, 0.0, 0.4, 0.3, -0.2, -0.3, 0.4, 0.8, 0.1, -0.4)
_STEADY = (0.0,) * 12
# How bad each winter was; that of 2017/18 was the worst.
WINTERS = {2015: 0.9, 2016: 1.2, 2017: 2.0, 2018: 1.0, 2019: 1.5, 2020: 1.2}
_BUSY = (0.99, 1.03, 1.02, 1.04, 0.97, 0.99, 1.01, 1.0, 1.0, 0.98, 0.93, 1.04)
_WORKING_DAYS = (0.95, 1.0, 1.03, 1.02, 0.98, 0.99, 1.06, 1.04, 0.91, 1.01, 0.97, 1.04)


@dataclass(frozen=True, slots=True)
class Category:
    """One member of a breakdown. weight: breaches against those of the level (1: as often)."""

    code: str
    name: str
    share: float
    weight: float


@dataclass(frozen=True, slots=True)
class Measure:
    """levels: percentage of breaches on 1 April 2015, 2016 ... 2020, by system.

    size: the denominator per 1,000 people in a month or on a list. growth: of the size, per year.
    season: points added to the breaches, April to March. rhythm: factor on the size.
    month_spread, place_spread: standard deviations of the breaches, in points.
    goal: the percentage of breaches that plans make for.
    """

    indicator: str
    levels: dict[str, tuple[float, ...]]
    size: float
    growth: float
    goal: float
    season: tuple[float, ...] = _STEADY
    rhythm: tuple[float, ...] = (1.0,) * 12
    month_spread: float = 0.3
    place_spread: float = 0.5
    wintry: bool = False
    dimension: str = ""
    categories: tuple[Category, ...] = (Category("", "", 1.0, 1.0),)


AE_TYPES = (
    Category("1", "Type 1: major A&E", 0.62, 1.0),
    Category("2", "Type 2: single specialty", 0.04, 0.08),
    Category("3", "Type 3: minor injuries and urgent treatment", 0.34, 0.04),
)
TREATMENT_FUNCTIONS = (
    Category("100", "General Surgery", 0.11, 1.2),
    Category("101", "Urology", 0.06, 1.1),
    Category("110", "Trauma & Orthopaedics", 0.16, 1.7),
    Category("120", "ENT", 0.08, 1.0),
    Category("130", "Ophthalmology", 0.12, 0.8),
    Category("301", "Gastroenterology", 0.06, 0.8),
    Category("320", "Cardiology", 0.05, 0.6),
    Category("330", "Dermatology", 0.07, 0.6),
    Category("400", "Neurology", 0.03, 0.9),
    Category("410", "Rheumatology", 0.03, 0.5),
    Category("430", "Geriatric medicine", 0.01, 0.3),
    Category("502", "Gynaecology", 0.08, 0.9),
    Category("X01", "Other", 0.14, 0.7),
)
AE = Measure(
    indicator="ae_4hour",
    levels={  # of type 1
        "oxfordshire": (9.0, 12.0, 13.0, 15.5, 14.0, 17.0),
        "dudley": (5.0, 8.0, 11.0, 16.0, 19.0, 21.0),
        "staffordshire": (14.0, 19.0, 21.0, 19.0, 18.0, 23.0),
        "birmingham": (8.0, 11.0, 15.0, 19.0, 21.0, 26.0),
    },
    size=31.0,
    growth=0.02,
    goal=7.6,  # of type 1: with the other types, 5 % of all
    season=_WINTER,
    rhythm=_BUSY,
    month_spread=0.9,
    place_spread=0.7,
    wintry=True,
    dimension="ae_type",
    categories=AE_TYPES,
)
RTT = Measure(
    indicator="rtt_18week",
    levels={
        "oxfordshire": (6.1, 7.6, 9.0, 11.8, 14.4, 16.4),
        "dudley": (4.8, 3.5, 4.0, 5.0, 6.0, 7.2),
        "staffordshire": (7.6, 8.6, 11.2, 14.0, 11.6, 12.8),
        "birmingham": (6.6, 7.0, 7.7, 8.9, 11.4, 14.2),
    },
    size=43.0,
    growth=0.045,
    goal=8.0,
    season=_HOLIDAYS,
    month_spread=0.25,
    place_spread=0.4,
    dimension="treatment_function",
    categories=TREATMENT_FUNCTIONS,
)
# Of those waiting over 18 weeks, the percentage waiting over 52, on the same days.
OVER_52_WEEKS = {
    "oxfordshire": (0.0, 0.02, 0.1, 0.9, 1.6, 0.5),
    "dudley": (0.0, 0.0, 0.0, 0.05, 0.1, 0.2),
    "staffordshire": (0.05, 0.05, 0.2, 0.4, 0.2, 0.15),
    "birmingham": (0.0, 0.0, 0.05, 0.1, 0.2, 0.4),
}
DIAGNOSTICS = Measure(
    indicator="diagnostics_6week",
    levels={
        "oxfordshire": (0.7, 1.0, 1.5, 2.4, 2.9, 2.3),
        "dudley": (0.5, 0.6, 0.7, 1.2, 1.5, 2.0),
        "staffordshire": (3.2, 2.8, 2.0, 1.2, 0.7, 0.5),  # recovers
        "birmingham": (0.5, 0.6, 0.8, 1.0, 0.9, 1.3),
    },
    size=15.0,
    growth=0.03,
    goal=0.9,
    season=(0.1, 0.1, 0.0, 0.0, 0.2, 0.1, -0.1, -0.1, 0.3, 0.5, 0.0, -0.1),
    month_spread=0.15,
    place_spread=0.15,
)
TWO_WEEK = Measure(
    indicator="cancer_2week",
    levels={
        "oxfordshire": (5.0, 4.2, 3.6, 6.5, 8.4, 9.5),
        "dudley": (3.5, 3.8, 4.5, 5.5, 7.0, 7.5),
        "staffordshire": (6.0, 5.0, 5.5, 7.0, 6.0, 5.5),
        "birmingham": (4.0, 4.5, 5.0, 6.5, 9.5, 11.0),
    },
    size=3.1,
    growth=0.06,
    goal=6.5,
    season=(0.8, 0.2, 0.0, 0.0, 0.6, 0.2, -0.4, -0.5, 0.2, 1.0, -0.4, -0.6),
    rhythm=_WORKING_DAYS,
    month_spread=1.0,
    place_spread=0.7,
)
SIXTY_TWO_DAY = Measure(
    indicator="cancer_62day",
    levels={
        "oxfordshire": (17.0, 18.0, 15.5, 17.5, 22.0, 25.0),
        "dudley": (14.0, 14.5, 15.0, 16.5, 18.0, 19.0),
        "staffordshire": (25.0, 23.5, 20.0, 18.5, 22.0, 24.0),
        "birmingham": (24.0, 22.0, 19.0, 16.0, 14.0, 13.0),  # recovers
    },
    size=0.19,
    growth=0.02,
    goal=14.0,
    season=(0.5, 0.0, -0.5, -0.5, 0.0, 0.5, 0.0, -0.5, -0.5, 3.0, 1.5, -1.0),
    rhythm=_WORKING_DAYS,
    month_spread=1.6,
    place_spread=1.5,
)
DEMENTIA = Measure(
    indicator="dementia_diagnosis",
    levels={  # without a diagnosis
        "oxfordshire": (39.0, 37.5, 35.0, 33.0, 32.0, 32.5),
        "dudley": (42.5, 42.0, 40.0, 37.0, 35.5, 34.5),
        "staffordshire": (36.0, 35.0, 34.0, 33.0, 32.0, 32.5),
        "birmingham": (39.0, 38.5, 36.5, 36.0, 35.5, 35.0),
    },
    size=12.0,
    growth=0.012,
    goal=33.0,
    month_spread=0.0,
    place_spread=2.0,
)
