"""Make `kg/lang/data/` from rigour (MIT, OpenSanctions): territories with their names, and legal forms.

rigour itself needs a compiled ICU to install, so what we use of it travels as data.  Run where it is installed:

    python -m kg.lang.generate territories      # rigour 2.6.1
    python -m kg.lang.generate legal-forms      # rigour 0.10.0, the last with the table in Python
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from pathlib import Path
from typing import Any

from kg.lang.territories import normalise

FOLDER = Path(__file__).parent / "data"


def territories() -> dict[str, Any]:
    """Territories by code, and three tables of names, most certain first."""
    from rigour.territories.lookup import _load_territory_names

    about, strong, weak, places = {}, {}, {}, {}
    for t, strongs, weaks, inside in sorted(_load_territory_names(), key=lambda x: x[0].code):
        about[t.code] = [
            re.sub(r"^the\s+", "", t.in_sentence),
            t.qid,
            bool(t.is_country),
            t.parent.code if t.parent else None,
            bool(t.is_historical),
        ]
        for table, names in ((strong, strongs), (weak, weaks), (places, inside)):
            for name in sorted(names):
                key = normalise(name)
                if len(key) > 1 and key.isascii():
                    table.setdefault(key, t.code)
    weak = {k: v for k, v in weak.items() if k not in strong}
    places = {k: v for k, v in places.items() if k not in strong and k not in weak}
    return {"about": about, "strong": strong, "weak": weak, "places": places}


def legal_forms() -> list[str]:
    """Single-word legal forms of companies in Latin letters, lower case, without full stops."""
    from rigour.data.names.org_types import ORG_TYPES

    found = set()
    for entry in ORG_TYPES:
        for name in (entry.get("display"), entry.get("compare"), *entry.get("aliases", ())):
            plain = (name or "").casefold().replace(".", "").strip()
            if re.fullmatch(r"[a-zà-ÿ/]{2,14}", plain):
                found.add(plain)
    return sorted(found)


def main(what: str) -> None:
    if what == "territories":
        data = json.dumps(territories(), ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()
        (FOLDER / "territories.json.gz").write_bytes(gzip.compress(data, 9, mtime=0))
    else:
        (FOLDER / "legal_forms.txt").write_text("\n".join(legal_forms()) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
