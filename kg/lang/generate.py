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

from kg.lang import senses
from kg.lang.territories import normalise

FOLDER = Path(__file__).parent / "data"
# Mean no country in English: words, given names, other places, a football club.
STRAY = frozenset(
    "global internet online worldwide island mann tristan car alan ang cad cook hind ira laws malt mari nepa pala samo sing"
    " suda suis swis tai indi brun gabo vanu zair chili chine cocos dominique granada grenade marsh bat cards corn down rut"
    " war here mayo bayern".split()
)
KEPT = frozenset({"polish", "pole", "rhodesia", "britannia", "grenadines", "herzegovina", "kitts", "welsh", "manx"})
# States as American papers shorten them, where that is no word of its own.
ABBREVIATED = {
    "ariz": "us-az",
    "calif": "us-ca",
    "colo": "us-co",
    "conn": "us-ct",
    "mich": "us-mi",
    "minn": "us-mn",
    "mont": "us-mt",
    "okla": "us-ok",
    "tenn": "us-tn",
}
COUNTRIES = {"dk": "Q35", "nl": "Q55"}  # the country that news mean, not its kingdom with lands overseas
_SENSES = frozenset({"person", "location", "group", "communication"})  # what WordNet has a people or its language for
_BEGINNING = 4  # letters a name's other form begins with, as the name does


def territories() -> dict[str, Any]:
    """Territories by code, and three tables of names, most certain first."""
    from rigour.territories.lookup import _load_territory_names

    about, strong, weak, places = {}, {}, {}, {}
    for t, strongs, weaks, inside in sorted(_load_territory_names(), key=lambda x: x[0].code):
        about[t.code] = [
            re.sub(r"^the\s+", "", t.in_sentence),
            COUNTRIES.get(t.code, t.qid),
            bool(t.is_country),
            t.parent.code if t.parent else None,
            bool(t.is_historical),
        ]
        for table, names in ((strong, strongs), (weak, weaks), (places, inside)):
            for name in sorted(names):
                key = normalise(name)
                if len(key) > 1 and key.isascii():
                    table.setdefault(key, t.code)
    strong, weak, places = ({k: v for k, v in t.items() if k not in STRAY} for t in (strong, weak, places))
    weak = {k: v for k, v in weak.items() if k not in strong and (k in KEPT or reads_english(k, v, about, strong))}
    strong |= ABBREVIATED
    places = {k: v for k, v in places.items() if k not in strong and k not in weak}
    return {"about": about, "strong": strong, "weak": weak, "places": places}


def reads_english(key: str, code: str, about: dict[str, Any], strong: dict[str, str]) -> bool:
    """Whether a weak name of a territory is one in English: *Afghan*, not *Muris* or *Cook*.

    A single word has to begin as a name of the territory, or to be one that WordNet knows and that is no verb.
    """
    if " " in key:
        return True
    names = {normalise(about[code][0]), *(k for k, v in strong.items() if v == code)}
    if len(key) >= _BEGINNING and any(len(n) >= _BEGINNING and n[:_BEGINNING] == key[:_BEGINNING] for n in names):
        return True
    words = senses.load()
    people = _SENSES & {*words.of("n", key)[:1]} or words.of("a", key)
    return bool(people) and not words.of("v", key)


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
