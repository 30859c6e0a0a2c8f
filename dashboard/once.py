"""How is a value worked out when it is first asked for, and then kept?"""

from collections.abc import Callable
from typing import Generic, Self, TypeVar, overload

S = TypeVar("S")
T = TypeVar("T")


class once(Generic[S, T]):  # noqa: N801 - stands where `property` does
    """As functools.cached_property, which takes a lock for each value before Python 3.12: of the
    hundreds on a page, longer than most take to be worked out. Two threads may work it out once
    each."""

    def __init__(self, work_out: Callable[[S], T]) -> None:
        self._work_out = work_out
        self._name = work_out.__name__
        self.__doc__ = work_out.__doc__

    @overload
    def __get__(self, thing: None, owner: type) -> Self: ...
    @overload
    def __get__(self, thing: S, owner: type) -> T: ...
    def __get__(self, thing: S | None, owner: type) -> T | Self:
        if thing is None:
            return self
        value = self._work_out(thing)
        # As an attribute, also of what is frozen; to ask for __dict__ would make one.
        object.__setattr__(thing, self._name, value)
        return value
