"""An item's words made plain: entities, quotes, invisible characters, page furniture; sentences; language. Pure."""

import html
import re
import unicodedata

_SPACES = re.compile(r"\s+")
_DROPPED = re.compile("[\u00ad\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\x00-\x08\x0e-\x1f\x7f]")
_ZWNJ = re.compile("(?<![\u0600-\u06ff])\u200c|\u200c(?![\u0600-\u06ff])")
_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'", "…": "."}
)
_TAGS = re.compile(r"<[a-zA-Z/!][^<>]{0,300}>")
_LONGEST = 20_000
_FURNITURE = re.compile(
    r"(?i)^\W*(?:get (?:news )?alerts? (?:on|for|about)|follow (?:the |these )?topics? in this|follow us|"
    r"sign up (?:for|to)|"
    r"subscribe (?:to|now|for|today)|(?:read|see) (?:more|also|next)\b|click here|share this|advertisement\b|"
    r"all rights reserved|related (?:articles?|stories|topics|news)\b|most (?:read|popular)\b|join our|"
    r"download (?:the|our) app|"
    r"continue reading|image (?:source|credit|caption)|photo:|listen to this|watch:|watch live|copyright ©?|©|"
    r"enable javascript|this (?:site|page) uses cookies|we use cookies|skip to|newsletter\b|"
    r"подписывайтесь|подпишитесь|читайте (?:также|нас)|смотрите также|реклама\b|фото:|следите за|"
    r"підписуйтесь|читайте також|suscríbete|lea también|leer más|lee también|assine\b|leia (?:também|mais)|"
    r"abonnez-vous|lire aussi|à lire aussi|mehr zum thema|lesen sie (?:auch|mehr)|newsletter abonnieren|iscriviti|"
    r"leggi anche|abone ol|ayrıca okuyun|baca juga|یشتر بخوانید|بیشتر بخوانید|اقرأ أيضا|延伸阅读|相关阅读|यह भी पढ़ें)"
)
_FURNITURE_TAIL = re.compile(
    r"(?i)\s*(?:\[\.\.\.\]|\(\.\.\.\)|the post .{3,200} appeared first on .{2,80}|\(file photo\))\s*\.?$"
)
_SUFFIX = re.compile(r"\s(?:\||[-–—])\s(?P<who>[^|–—]{2,40})$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Inc|Co|Corp|Ltd|No|St|vs|Jr|Sr|Gen|Sen|Rep|Gov|U\.S|U\.K|U\.N|D\.C|a\.m|p\.m|e\.g|i\.e|Bd|bzw|z\.B|"
    r"ca|Nr|Art|art|Abs|Sra?|им|г|гг|ст|ч|п|т\.е|т\.д|т\.п|руб|млн|млрд|тыс|ул|др|стр|р|ім|млн|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|"
    r"Nov|Dec)|\b[A-ZА-ЯЁ])\.$"
)
_END = re.compile(
    r"[.!?…]+[\"')\]]*\s+(?=[\"'(\[«]*[^\W_a-zа-яёіїєğüşıöç])|[。！？؟।]+[”」』\"']?\s*|\n+|(?<=[!?])\s+|(?<=[;；])\s+"
)


# a year as news tells it
YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d)")


def turn(words: str) -> re.Pattern[str]:
    """A turn of speech to look for, in capitals or not."""
    return re.compile(words, re.IGNORECASE)


def tidy(text: str) -> str:
    """Plain text of one line a paragraph: entities undone (twice), forms composed, nothing invisible."""
    text = text[: _LONGEST * 2]
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = _TAGS.sub(" ", text)
    if not text.isascii():
        text = _ZWNJ.sub("", _DROPPED.sub("", unicodedata.normalize("NFKC", text))).translate(_QUOTES)
    else:
        text = _DROPPED.sub("", text)
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)[:_LONGEST]


def headline(title: str) -> str:
    """A title without its publisher's name at the end."""
    title = tidy(title).replace("\n", " ")
    found = _SUFFIX.search(title)
    if found and len(title[: found.start()].split()) >= 3 and _publisher(found["who"], found[0]):
        return title[: found.start()].strip()
    return title


def _publisher(who: str, whole: str) -> bool:
    words = who.split()
    named = all(word[:1].isupper() or "." in word or word in {"of", "the", "and", "de"} for word in words)
    return len(words) <= 5 and named and ("|" in whole or len(words) <= 3)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence starts and ends."""
    spans, start = [], 0
    for found in _END.finditer(text):
        if found[0].startswith(".") and _ABBREVIATION.search(text[max(0, found.start() - 6) : found.start() + 1]):
            continue
        spans.append((start, found.end()))
        start = found.end()
    spans.append((start, len(text)))
    return [(begin, end) for begin, end in spans if text[begin:end].strip()]


def body_of(body: str) -> str:
    """A body without the sentences that belong to the page and not to the news."""
    body = tidy(body)
    kept = [body[start:end] for start, end in sentences(body) if not _FURNITURE.match(body[start:end])]
    return _FURNITURE_TAIL.sub("", "".join(kept)).strip()


def clean(title: str, body: str) -> str:
    """Title and body as they are read: plain, without page furniture and publisher's suffix; one blank line between."""
    return "\n\n".join(part for part in (headline(title), body_of(body)) if part)
