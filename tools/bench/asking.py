"""How does a browser ask a Dash application, when only the server's time is to be measured?"""

import io
import json
from collections.abc import Callable, Iterable, Mapping
from time import perf_counter
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def ask(
    application: Application,
    path: str,
    content: object = None,
    encodings: str = "gzip, deflate, br, zstd",
) -> tuple[bytes, float]:
    """The answer as sent (compressed as a browser asks) and the seconds that the server took.

    Raises RuntimeError for an answer that is neither 200 nor 204.
    """
    environment = _environment(path, None if content is None else json.dumps(content).encode())
    environment["HTTP_ACCEPT_ENCODING"] = encodings
    status: list[str] = []
    started = perf_counter()
    chunks = application(environment, lambda said, *_: status.append(said))
    body = b"".join(chunks)
    seconds = perf_counter() - started
    if close := getattr(chunks, "close", None):
        close()
    if status[0][:3] not in ("200", "204"):
        raise RuntimeError(f"{path}: {status[0]}: {body[:400]!r}")
    return body, seconds


def _environment(path: str, body: bytes | None) -> dict[str, Any]:
    path, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET" if body is None else "POST", "PATH_INFO": path, "SCRIPT_NAME": "",
        "QUERY_STRING": query, "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body or b"")), "wsgi.input": io.BytesIO(body or b""),
        "wsgi.url_scheme": "http", "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0),
        "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip


def callbacks_of(application: Application) -> "Callbacks":
    return Callbacks(ask(application, "/_dash-dependencies", encodings="identity")[0])


class Callbacks:
    """The callbacks of an application as it describes them itself."""

    def __init__(self, dependencies: bytes) -> None:
        self._known: list[dict[str, Any]] = json.loads(dependencies)

    def content(self, writes: str, changed: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """What is posted to have `writes` written after `changed`; all as `component.property`."""
        found = next(each for each in self._known if writes in _names(each["output"]))
        outputs = [_place(name) for name in _names(found["output"])]
        several = found["output"].startswith("..")
        return {
            "output": found["output"],
            "outputs": outputs if several else outputs[0],
            "inputs": [_valued(each, values) for each in found["inputs"]],
            "state": [_valued(each, values) for each in found["state"]],
            "changedPropIds": [changed],
            "parsedChangedPropsIds": [changed],
        }


def _names(output: str) -> list[str]:
    return output.strip(".").split("...")


def _place(name: str) -> dict[str, str]:
    component, _, attribute = name.rpartition(".")
    return {"id": component, "property": attribute}


def _valued(place: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    name = f"{place['id']}.{place['property']}"
    return {"id": place["id"], "property": place["property"], "value": values.get(name)}
