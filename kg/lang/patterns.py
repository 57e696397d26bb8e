"""Regular expressions that a language's files keep: a name in braces stands for a part of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PART = re.compile(r"\{([a-z_]+)\}")


def compiled(patterns: Mapping[str, str], parts: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    """The patterns with their parts filled in; parts may hold parts."""
    return {name: re.compile(_filled(pattern, parts)) for name, pattern in patterns.items()}


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    return _PART.sub(lambda m: _filled(parts[m[1]], parts), pattern)
