"""How is the same read answered twice without asking the database twice?"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

_ENTRIES = 4096
_NOTHING = object()


class Versioned(Protocol):
    """A store whose reads may be kept for as long as the data version stands."""

    cache: "ReadCache"

    def data_version(self) -> int: ...


S = TypeVar("S", bound=Versioned)
P = ParamSpec("P")
R = TypeVar("R")


class ReadCache:
    """The last few thousand answers, by data version, method and arguments.

    A new load is a new version, so what it made stale is never found again and falls out in turn.
    They lie in two heaps: what is asked for goes to the newer, which becomes the older when it is
    full, and what is in that one by then is forgotten. Neither heap needs a lock, which hundreds of
    questions a page would take; of two threads, one may forget too early or ask twice.
    """

    def __init__(self, entries: int = _ENTRIES) -> None:
        self._most = entries // 2
        self._newer: dict[object, Any] = {}
        self._older: dict[object, Any] = {}

    def get(self, key: object) -> Any:  # noqa: ANN401 - any answer
        """_NOTHING where there is none."""
        newer = self._newer
        answer = newer.get(key, _NOTHING)
        if answer is _NOTHING:
            answer = self._older.get(key, _NOTHING)
            if answer is not _NOTHING:
                self.put(key, answer)
        return answer

    def put(self, key: object, answer: object) -> None:
        if len(self._newer) >= self._most:
            self._older, self._newer = self._newer, {}
        self._newer[key] = answer


def is_kept(store: Versioned, method: Callable[..., Any], *args: object) -> bool:
    return store.cache.get(_key(store, method, args)) is not _NOTHING


def keep(store: Versioned, method: Callable[..., Any], answer: object, *args: object) -> None:
    """Keep an answer of a cached method that was read together with others."""
    store.cache.put(_key(store, method, args), answer)


def _key(store: Versioned, method: Callable[..., Any], args: tuple[object, ...]) -> object:
    return store.data_version(), method.__qualname__, args, ()


def cached(
    method: Callable[Concatenate[S, P], R],
) -> Callable[Concatenate[S, P], R]:
    """Keep what a read hands out; reads hand out only values that cannot be changed."""
    name = method.__qualname__

    @wraps(method)
    def read(self: S, *args: P.args, **named: P.kwargs) -> R:
        cache = self.cache
        key = self.data_version(), name, args, tuple(named.items()) if named else ()
        answer = cache.get(key)
        if answer is _NOTHING:
            answer = method(self, *args, **named)
            cache.put(key, answer)
        return cast(R, answer)

    return cast(Callable[Concatenate[S, P], R], read)
