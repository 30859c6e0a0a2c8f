"""How is the same read answered twice without asking the database twice?"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

_ENTRIES = 4096


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
    """

    def __init__(self, entries: int = _ENTRIES) -> None:
        self._entries = entries
        self._answers: OrderedDict[object, Any] = OrderedDict()
        self._lock = threading.Lock()

    def answer(self, key: object, ask: Callable[[], Any]) -> Any:  # noqa: ANN401 - any answer
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        # Asked outside the lock: two threads may ask once each, none waits for another's database.
        answer = ask()
        self.put(key, answer)
        return answer

    def has(self, key: object) -> bool:
        with self._lock:
            return key in self._answers

    def put(self, key: object, answer: object) -> None:
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > self._entries:
                self._answers.popitem(last=False)


def is_kept(store: Versioned, method: Callable[..., Any], *args: object) -> bool:
    return store.cache.has(_key(store, method, args))


def keep(store: Versioned, method: Callable[..., Any], answer: object, *args: object) -> None:
    """Keep an answer of a cached method that was read together with others."""
    store.cache.put(_key(store, method, args), answer)


def _key(
    store: Versioned,
    method: Callable[..., Any],
    args: tuple[object, ...],
    named: tuple[tuple[str, object], ...] = (),
) -> object:
    return store.data_version(), method.__qualname__, args, named


def cached(
    method: Callable[Concatenate[S, P], R],
) -> Callable[Concatenate[S, P], R]:
    """Keep what a read hands out; reads hand out only values that cannot be changed."""

    @wraps(method)
    def read(self: S, *args: P.args, **named: P.kwargs) -> R:
        key = _key(self, method, args, tuple(named.items()))
        answer: R = self.cache.answer(key, lambda: method(self, *args, **named))
        return answer

    return cast(Callable[Concatenate[S, P], R], read)
