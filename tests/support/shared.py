"""Where the shared development data is, on machines that have it."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_PLACE = Path(os.environ.get("NEWSKG_SHARED", ROOT.parent / "shared"))
SHARED = _PLACE if (_PLACE / "bench" / "score.py").is_file() else None

needs_shared = pytest.mark.skipif(SHARED is None, reason="the shared development data is not on this machine")
