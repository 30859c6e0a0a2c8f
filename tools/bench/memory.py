"""Does a worker's memory grow with the changes it has answered?"""

from tests.browser.server import free_port
from tools.bench.national import some_commissioners
from tools.bench.serving import running
from tools.bench.users import User

CHANGES = 500


def growth(url: str) -> tuple[float, float]:
    """Megabytes of all the site's processes after a first change, and after 500 more."""
    port = free_port()
    with running(["app.py"], port, url) as site:
        visitor = User(port, 1)
        visitor.visit(some_commissioners(4, 5))
        before = sum(site.memory())
        visitor.visit(some_commissioners(CHANGES, 6))
        return before, sum(site.memory())
