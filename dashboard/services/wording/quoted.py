"""How is what somebody else wrote put into a sentence?"""

_LONGEST = 100  # characters


def shortened(text: str) -> str:
    """In one line and without its full stop."""
    line = " ".join(text.split()).rstrip(".")
    if len(line) <= _LONGEST:
        return line
    return f"{line[:_LONGEST].rsplit(' ', 1)[0].rstrip(',;:')} …"


def first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return f"{head}." if stop else text
