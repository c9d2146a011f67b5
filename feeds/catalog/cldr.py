"""Writes cldr.json, the names of all countries in every language Babel knows: `python -m feeds.catalog.cldr`.

Run by hand when Babel's data is renewed; the program itself only reads the file, which takes 20 ms instead of 20 s.
"""

import json
import re
from collections import defaultdict
from pathlib import Path

from babel import Locale
from babel.localedata import locale_identifiers

from feeds.catalog.folding import Folder
from feeds.catalog.spelling import pattern_of

_CODE = re.compile("[A-Z]{2}")
# regions of CLDR that are no country or territory (EU is kept)
_NOT = frozenset(["ZZ", "XA", "XB", "QO", "EZ", "UN"])


def names() -> dict[str, dict[str, list[str]]]:
    """Code -> normal form -> how it is written and the languages that use it, space-separated."""
    folder = Folder()
    found: dict[str, dict[str, tuple[str, set[str]]]] = defaultdict(dict)
    for identifier in sorted(locale_identifiers()):
        locale = Locale.parse(identifier)
        for code, name in locale.territories.items():
            if _CODE.fullmatch(code) and code not in _NOT and name != code and len(name) > 1:
                pattern = pattern_of(folder.words(name))
                if pattern:
                    found[code].setdefault(pattern, (name, set()))[1].add(locale.language)
    return {
        code: {pattern: [name, " ".join(sorted(langs))] for pattern, (name, langs) in sorted(spelled.items())}
        for code, spelled in sorted(found.items())
    }


def main() -> None:
    """Write the file beside this one."""
    target = Path(__file__).with_name("cldr.json")
    target.write_text(json.dumps(names(), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
