"""What must never be?"""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from plotly.offline import get_plotlyjs_version

from dashboard.settings import PREFIX, Settings
from layouts.pages import PAGES
from tools.plotly_bundle import VERSION

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("callbacks", "dashboard", "data_access", "layouts")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PRODUCT = [
    ROOT / "app.py",
    *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")),
]
IDS = ROOT / "layouts" / "ids.py"
ELSEWHERE = re.compile(r"^(https?:)?//")


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def names_in(path: Path) -> set[str]:
    """Every name the module reads, imports or takes from another."""
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.ImportFrom):
            found.update(alias.name for alias in node.names)
    return found


def ids_used_in(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield from [node.attr] if node.value.id == "ids" else []
        elif isinstance(node, ast.ImportFrom) and node.module == "layouts.ids":
            yield from (alias.name for alias in node.names)


def modules_imported_by(path: Path) -> set[str]:
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def loaded_from(path: Path) -> Iterator[str]:
    """The addresses that a page would fetch because of this module; links are only followed."""
    for node in nodes(path):
        if isinstance(node, ast.keyword) and node.arg in (
            "src",
            "external_scripts",
            "external_stylesheets",
        ):
            yield from (
                str(part.value) for part in ast.walk(node.value) if isinstance(part, ast.Constant)
            )


def test_imports_flow_in_the_agreed_directions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert lint_imports(no_logo=True, no_cache=True) == 0


def test_nobody_imports_the_application() -> None:
    assert [place(path) for path in PRODUCT if "app" in modules_imported_by(path)] == []


def test_only_the_settings_read_the_environment() -> None:
    readers = [place(path) for path in PRODUCT if {"environ", "getenv"} & names_in(path)]

    assert readers == ["dashboard/settings.py"]


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_a_page_is_drawn_by_the_callbacks_of_the_same_name(name: str) -> None:
    assert callable(import_module(f"callbacks.{name}").draw)


def test_every_id_is_used() -> None:
    ids = {
        target.id
        for node in nodes(IDS)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    used = {name for path in PRODUCT if path != IDS for name in ids_used_in(path)}

    assert ids
    assert ids - used == set()


def test_pages_load_nothing_from_another_host() -> None:
    found = {place(p): [a for a in loaded_from(p) if ELSEWHERE.match(a)] for p in PRODUCT}

    assert {path: addresses for path, addresses in found.items() if addresses} == {}
    # The themes and icons of Dash Bootstrap Components are addresses of a CDN.
    assert [
        place(p) for p in PRODUCT if re.search(r"dbc\.(themes|icons)", p.read_text("utf-8"))
    ] == []


@pytest.mark.parametrize("path", [*(ROOT / "assets").glob("*.css")], ids=place)
def test_what_an_element_holds_is_asked_of_a_page_or_a_component(path: Path) -> None:
    """Of every element of every page it is asked anew for each word that a chart measures."""
    asking = [
        one.partition(":has(")[0].strip()
        for rule in re.findall(r"[^{}]+(?=\{)", path.read_text(encoding="utf-8"))
        for one in re.split(r",(?![^()]*\))", rule)
        if ":has(" in one
    ]
    of_every_page = {".header", ".filter-band", ".main", ".footer"}

    assert [each for each in asking if "." not in each or each in of_every_page] == []


@pytest.mark.parametrize(
    "path", [*(ROOT / "assets").glob("*.css"), *(ROOT / "assets").glob("*.js")], ids=place
)
def test_assets_load_nothing_from_another_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")  # names, not places

    assert re.findall(r"""["'`(](?:https?:)?//[^"'`)]+""", text) == []


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_readme_explains_each_setting(name: str) -> None:
    assert f"`{PREFIX}{name.upper()}`" in README


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_the_readme_names_each_page(path: str) -> None:
    assert f"`{path}`" in README


def test_the_small_plotly_bundle_is_of_the_version_that_dash_ships() -> None:
    assert get_plotlyjs_version() == VERSION


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "constraints.txt"])
def test_every_requirement_is_pinned(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    asked_for = [line for line in lines if line and line[0] not in "#-"]

    assert [line for line in asked_for if "==" not in line] == []
