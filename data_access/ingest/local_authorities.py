"""Which local authority does a publication mean, and what is it called here?"""

import re

from dashboard.organisations import ENGLAND, tidy_name
from data_access.ingest.publication import ReadContext

_ONS_CODE = re.compile(r"E0[6-9]\d{6}|E10\d{6}")
# What an authority is, by the first letters of its ONS code. Its bare name is that of a CCG or a
# locality too, so it is never called by that alone.
_KINDS = {
    "E06": "{} (unitary authority)",
    "E07": "{} (district)",
    "E08": "{} (metropolitan borough)",
    "E09": "{} (London borough)",
    "E10": "{} County Council",
}
_FIXED_NAMES = {
    "E08000027": "Dudley Metropolitan Borough Council",
    "E09000001": "City of London Corporation",
}
# As in `Derby UA`, `Herefordshire, County of`, `Medway Towns UA`.
_SURPLUS = re.compile(r"(?:,? \(?UA\)?|, (?:City|County) of| Towns UA)$", re.IGNORECASE)


def is_authority(code: str) -> bool:
    """Whether it is the ONS code of a county, unitary, metropolitan, London or district council."""
    return _ONS_CODE.fullmatch(code) is not None


def authority_name(code: str, written: str) -> str:
    """`E06000015` and `Derby UA` become `Derby (unitary authority)`."""
    bare = _SURPLUS.sub("", tidy_name(written))
    return _FIXED_NAMES.get(code) or _KINDS.get(code[:3], "{}").format(bare or code)


def find_authority(context: ReadContext, written: str) -> str | None:
    """The ONS code by a name or by the three-character code of the years before ONS codes.

    Spellings are kept as England's own, apart from those of a commissioner's localities.
    """
    code = context.resolve(written, ENGLAND)
    return code if code and is_authority(code) else None
