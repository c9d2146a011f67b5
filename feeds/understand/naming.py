"""How labelled records name companies: several names for one and the same, brought to one."""

import unicodedata

_SAME = (
    ("x", "twitter", "x (twitter)", "x (formerly twitter)", "twitter/x"),
    ("vk", "vkontakte", "vk (vkontakte)"),
    ("mail.ru", "mail.ru group", "vk group"),
    ("whatsapp", "whatsapp messenger"),
    ("google play", "google play store", "play store"),
    ("app store", "apple app store"),
    ("block", "block inc.", "block, inc.", "square"),
    ("rt", "russia today"),
    ("didi", "didi chuxing", "didi global"),
    ("zoom", "zoom video communications"),
    ("bytedance", "bytedance ltd."),
    ("wikimedia", "wikimedia foundation"),
    ("telegram", "telegram messenger"),
    ("max", "max (messenger)"),
    ("deutsche welle", "dw"),
    ("radio free europe/radio liberty", "rfe/rl", "radio liberty", "radio free europe"),
    ("the pirate bay", "pirate bay"),
    ("kakaotalk", "kakao talk"),
    ("facebook messenger", "messenger"),
)


def key_of(name: str | None) -> str | None:
    """The one key of a company's name; None stays None."""
    if name is None:
        return None
    plain = unicodedata.normalize("NFKC", name).casefold().strip()
    return next((group[0] for group in _SAME if plain in group), plain)


def country_of(code: str | None) -> str | None:
    """The one code of a country."""
    return None if code is None else {"UK": "GB", "EL": "GR"}.get(code.upper(), code.upper())
