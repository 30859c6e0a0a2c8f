"""Do the files taken from the operational plans come in as plans, actuals and marks?"""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.plan_documents import NEEDED
from data_access.ingest.publication import Publication
from data_access.ingest.readers import plan_actuals, plan_trajectories, reader_for
from tests.data.seeded import seeded_context

DUDLEY_LOCALITIES = {
    "dudley_netherton",
    "halesowen_quarry_bank",
    "kingswinford_amblecote_brierley_hill",
    "sedgley_coseley_gornal",
    "stourbridge_wollescote_lye",
}
TARGETS = (
    "standard_key,organisation,organisation_type,locality,period_label,period_start,period_end,"
    "plan_value,unit,source_file,source_quote"
)


def _read(shared: Path, name: str) -> Publication:
    document = Document(shared / "plans" / f"{name}.csv")
    reader = reader_for(document)
    assert reader is not None
    return reader.read(document, seeded_context())


def _targets(folder: Path, *rows: str) -> Document:
    path = folder / "any name.csv"
    path.write_text("\r\n".join([TARGETS, *rows]), encoding="utf-8")
    return Document(path)


@pytest.mark.parametrize(
    ("name", "rows", "set_aside"),
    [
        ("standards", 315, 263),
        ("trajectories", 484, 303),
        ("actuals", 217, 106),
        ("localities", 19, 2),
        ("actions", 417, 0),
        ("risks", 72, 0),
    ],
)
def test_every_row_of_a_plan_file_is_used_or_set_aside_with_its_reason(
    shared: Path, name: str, rows: int, set_aside: int
) -> None:
    publication = _read(shared, name)

    figures = len(publication.observations) + len(publication.plans)
    facts = sum(len(kept) for table, kept in publication.facts.items() if "alias" not in table)
    used = figures + facts + len(publication.organisations)
    assert publication.kind == f"plan_{name}"
    assert (publication.rows, len(publication.rejected)) == (rows, set_aside)
    assert used + set_aside == rows


def test_dudley_targets_by_locality_are_yearly_plans(shared: Path) -> None:
    plans = _read(shared, "trajectories").plans

    local = plans[plans["organisation"].isin(DUDLEY_LOCALITIES)]
    checks = local[local["indicator"] == "health_checks"].groupby("organisation")["numerator"]
    assert Counter(local["indicator"]) == {
        "breastfeeding_initiation": 25,
        "breastfeeding_6_8_weeks": 25,
        "exercise_referrals": 25,
        "health_checks": 25,
    }
    assert set(local["grain"]) == {"year"}
    assert checks.max()["dudley_netherton"] == 10130


def test_dudley_actuals_by_locality_are_yearly_observations(shared: Path) -> None:
    observations = _read(shared, "actuals").observations

    local = observations[observations["organisation"].isin(DUDLEY_LOCALITIES)]
    quits = local[(local["indicator"] == "smoking_quits")]
    latest = quits[quits["period_start"] == date(2015, 4, 1)]
    # 134, 123, 198, 121 and 181 add up to the printed total of Dudley CCG.
    assert (len(observations), len(local)) == (96, 80)
    assert latest["numerator"].sum() == 757
    assert latest["denominator"].isna().all()
    assert local[local["indicator"] == "breastfeeding_initiation"]["numerator"].isna().all()


def test_an_actual_of_a_plan_says_its_row(shared: Path) -> None:
    found = _read(shared, "actuals").observations

    with (shared / "plans" / "actuals.csv").open(encoding="utf-8-sig", newline="") as lines:
        written = list(csv.reader(lines))
    place = written[0].index("actual_value")
    stated = [float(written[row - 1][place]) for row in found["row"]]
    assert stated == list(found["numerator"].fillna(found["value"]))
    assert set(found["sheet"]) == {""}


def test_a_half_year_of_a_cumulative_count_ends_early_and_is_provisional(shared: Path) -> None:
    observations = _read(shared, "actuals").observations

    half = observations[observations["period_end"].notna()]
    assert set(half["indicator"]) == {"health_checks"}
    assert set(half["period_end"]) == {date(2016, 9, 30)}
    assert set(half["status"]) == {"provisional"}
    assert half.set_index("organisation")["numerator"]["05C"] == 32144


def test_personal_health_budgets_are_planned_by_ccg_and_year(shared: Path) -> None:
    plans = _read(shared, "trajectories").plans

    budgets = plans[plans["indicator"] == "personal_health_budgets"]
    found = {
        code: list(rows.sort_values("period_start")["numerator"])
        for code, rows in budgets.groupby("organisation")
    }
    assert found == {
        "05V": [15, 80, 120, 150],
        "05Q": [45, 145, 160, 210],
        "04Y": [10, 65, 105, 140],
        "10Q": [100],
    }


def test_a_target_by_a_date_is_a_snapshot_and_a_quarter_is_a_quarter(shared: Path) -> None:
    plans = _read(shared, "trajectories").plans

    access = plans[plans["indicator"] == "iapt_access"].sort_values("period_start")
    assert list(zip(access["organisation"], access["grain"], access["value"], strict=True)) == [
        ("05C", "quarter", 16.8),
        ("05C", "quarter", 19),
        ("south_staffordshire_ccgs", "snapshot", 19),
        ("10Q", "snapshot", 17),
    ]


def test_undated_targets_are_reference_values_that_say_which_target_they_are(shared: Path) -> None:
    stated = _read(shared, "trajectories").facts["reference_value"]

    quits = {
        row["label"]: row["value"]
        for row in stated
        if row["indicator"] == "smoking_quits" and row["organisation"] == "05C"
    }
    assert quits == {"3% of smokers": 1452, "4% of smokers": 1935}
    assert Counter(row["indicator"] for row in stated)["adult_weight_loss_referrals"] == 6


def test_a_span_of_two_years_is_a_reference_value_with_its_dates(shared: Path) -> None:
    stated = _read(shared, "trajectories").facts["reference_value"]

    spans = [(row["period_start"], row["period_end"]) for row in stated if row["value"] == 92]
    assert spans == [(date(2017, 4, 1), date(2019, 3, 31))]


def test_a_monthly_actual_that_a_plan_states_is_a_labelled_mark(shared: Path) -> None:
    publication = _read(shared, "actuals")

    marks = {
        row["label"]: row["value"]
        for row in publication.facts["reference_value"]
        if row["indicator"] == "rtt_18week"
    }
    assert marks == {
        "Month 7": 96.13,
        "Year to Date": 96.79,
        "forecast outturn": 95.64,
        "Baseline position": 94,
    }
    assert "rtt_18week" not in set(publication.observations["indicator"])


def test_only_dated_local_levels_become_local_standards(shared: Path) -> None:
    facts = _read(shared, "standards").facts

    local = {
        (row["organisation"], row["value"], row["valid_from"]) for row in facts["local_standard"]
    }
    spoken_of = {row["indicator"] for row in facts["local_standard"]}
    national = [row for row in facts["reference_value"] if row["organisation"] == "E92000001"]
    assert local == {
        ("10Q", 17, date(2021, 12, 31)),
        ("10Q", 100, date(2016, 4, 1)),
        ("05C", 16.8, date(2017, 10, 1)),
        ("05C", 19, date(2018, 7, 1)),
        ("05C", 30, date(2017, 4, 1)),
        ("05C", 32, date(2018, 4, 1)),
        ("05C", 80, date(2017, 3, 31)),
        ("05C", 100, date(2018, 3, 31)),
        ("05C", 95, date(2020, 12, 31)),
        ("south_staffordshire_ccgs", 19, date(2020, 3, 31)),
        ("south_staffordshire_ccgs", 32, date(2019, 4, 30)),
        ("south_staffordshire_ccgs", 80, date(2018, 3, 31)),
        ("south_staffordshire_ccgs", 100, date(2018, 4, 30)),
        ("south_staffordshire_ccgs", 100, date(2020, 4, 30)),
        ("south_staffordshire_ccgs", 0, date(2021, 3, 31)),
    }
    assert {"cyp_eating_disorder_routine", "cyp_eating_disorder_urgent"} < spoken_of
    assert len(national) == 28
    assert {row["kind"] for row in facts["reference_value"]} == {"standard"}


def test_a_version_is_the_document_and_the_marked_drafts_are_drafts(shared: Path) -> None:
    versions = {each.slug: each for each in _read(shared, "trajectories").plan_versions}

    assert {slug: each.status for slug, each in versions.items()} == {
        "dudley_operational_plan_2017_19": "final",
        "south_staffordshire_operational_plan_2017_19": "final",
        "oxfordshire_operational_plan_2016_17": "draft",
        "oxfordshire_operational_plan_2017_19": "draft",
    }
    assert {each.submitted_on for each in versions.values()} == {None}


def test_localities_hang_from_a_ccg_only_where_the_plan_says_which(shared: Path) -> None:
    publication = _read(shared, "localities")

    parents = {link.child: link.parent for link in publication.links}
    codes = {each.code for each in publication.organisations}
    spellings = {
        (row["alias"], row["within"]): row["code"]
        for row in publication.facts["organisation_alias"]
    }
    assert Counter(parents.values()) == {"05C": 5, "10Q": 4, "05Q": 3, "04Y": 1, "05V": 1}
    assert codes - set(parents) == {
        "staffs_rugeley",
        "staffs_great_wyrley",
        "staffs_north_stafford",
    }
    assert spellings["dudley north", "05C"] == "dudley_netherton"


def test_actions_keep_their_dates_and_name_an_indicator_where_their_key_has_one(
    shared: Path,
) -> None:
    actions = _read(shared, "actions").facts["action"]

    indicators = Counter(row["indicator"] for row in actions)
    assert indicators["rtt_18week"] == 76
    assert indicators["ae_4hour"] == 50
    assert indicators[""] > 0
    assert date(2017, 11, 30) in {row["due_on"] for row in actions}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("phb_count,Dudley CCG,ccg,,2017,2017-13-01,2018-03-31,5,count,a.txt,q", "period start"),
        ("phb_count,Dudley CCG,ccg,,2017,2018-04-01,2018-03-31,5,count,a.txt,q", "period end"),
        ("phb_count,Dudley CCG,ccg,,2017,2017-04-01,2018-03-31,five,count,a.txt,q", "plan value"),
        ("phb_count,Dudley CCG,ccg,,2017,2017-04-01,2018-03-31,,count,a.txt,q", "plan value"),
        ("phb_count,Dudley CCG,ccg,,2017,2017-04-01,2018-03-31,5,percent,a.txt,q", "unit"),
        ("phb_count,Durham CCG,ccg,,2017,2017-04-01,2018-03-31,5,count,a.txt,q", "organisation"),
        ("phb_count,Dudley CCG,ccg,Luton,2017,2017-04-01,2018-03-31,5,count,a.txt,q", "locality"),
        ("phb_size,Dudley CCG,ccg,,2017,2017-04-01,2018-03-31,5,count,a.txt,q", "standard key"),
        ("rtt_18wk,Dudley CCG,ccg,,2017,2017-04-01,2018-03-31,101,percent,a.txt,q", "plan value"),
        ("phb_count,Dudley CCG,ccg,,2017,2017-04-01,2018-0", ""),
    ],
)
def test_a_bad_target_is_set_aside_naming_its_column(tmp_path: Path, row: str, column: str) -> None:
    good = "phb_count,Dudley CCG,ccg,,2016,2016-04-01,2017-03-31,5,count,a.txt,q"

    publication = plan_trajectories.read(_targets(tmp_path, good, row), seeded_context())

    assert [(each.row, each.column) for each in publication.rejected] == [(3, column)]
    assert len(publication.plans) == 1


def test_two_targets_of_one_measure_for_one_year_are_a_plan_and_a_mark(tmp_path: Path) -> None:
    year = "Dudley CCG,ccg,,2016/17,2016-04-01,2017-03-31"
    rows = [
        f"four_week_quits_{key},{year},{value},count,004_1aa9518e05f3715a.txt,q"
        for key, value in (("4pct", 1935), ("3pct", 1452), ("4pct", 1900))
    ]

    publication = plan_trajectories.read(_targets(tmp_path, *rows), seeded_context())

    assert list(publication.plans["numerator"]) == [1935]
    assert [row["value"] for row in publication.facts["reference_value"]] == [1452]
    assert [each.reason for each in publication.rejected] == ["row 2 states this period already"]


def test_columns_may_stand_in_another_order_and_case_with_new_ones_between(tmp_path: Path) -> None:
    path = tmp_path / "plans.csv"
    path.write_text(
        "NEW,Unit, Plan Value ,PERIOD_END,period_start,period_label,locality,organisation,"
        "standard_key,source_file,source_quote\n"
        'x,count,"1,200",2018-03-31,2017-04-01,2017/18,,dudley ccg,phb_count,other.txt,q\n'
    )

    publication = plan_trajectories.read(Document(path), seeded_context())

    assert list(publication.plans["numerator"]) == [1200]
    assert publication.plan_versions[0].name == "other.txt"


@pytest.mark.parametrize("kind", sorted(NEEDED))
def test_a_plan_file_without_any_one_of_its_columns_is_refused_naming_it(
    tmp_path: Path, kind: str
) -> None:
    for missing in NEEDED[kind]:
        header = [column for column in sorted(NEEDED[kind]) if column != missing]
        path = tmp_path / f"{missing}.csv"
        path.write_text(",".join(header) + "\n" + ",".join("x" for _ in header) + "\n")
        reader = reader_for(Document(path))

        assert reader is not None
        with pytest.raises(FileRefused, match=f'one column "{missing}", found none'):
            reader.read(Document(path), seeded_context())


def test_a_plan_file_without_a_needed_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "actuals.csv"
    path.write_text("standard_key,organisation,actual_value\nrtt_18wk,Dudley CCG,92\n")

    assert reader_for(Document(path)) is plan_actuals
    with pytest.raises(FileRefused, match='row 1: expected one column "denominator", found none'):
        plan_actuals.read(Document(path), seeded_context())
