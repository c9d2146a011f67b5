"""Whether a sentence vouches for what it says: a question, a rumour or one user's word does not. Pure."""

import re

_QUESTION = re.compile(r"[?؟？]\s*[\"'»”)]*\s*$")
_WORDS = (
    r"rumou?rs?", r"rumou?red", r"unconfirmed", r"unverified", r"hoax", r"fake news", r"allegedly",
    r"(?:one|a|some|several|many) (?:twitter |x |reddit )?users? (?:wrote|say|said|claim(?:s|ed)?|report(?:ed)?)",
    r"users? (?:say|said|report|reported|complain|complained)", r"according to (?:users|posts|social media)",
    r"could not be (?:independently )?(?:verified|confirmed)", r"no official (?:statement|confirmation)",
    r"слух(?:и|ам|ах|ов)?", r"(?:по )?неподтвержд\w*", r"якобы", r"пользователи (?:жалуются|сообщают|пожаловались)",
    r"чутк(?:и|ами)", r"нібито", r"користувачі (?:скаржаться|повідомляють)", r"iddia edildi", r"iddiası",
    r"söylenti\w*",
    r"rumor(?:es)?", r"supuestamente", r"usuarios (?:reportan|denuncian)", r"boatos?", r"supostamente",
    r"usuários (?:relatam|reclamam)", r"rumeurs?", r"prétendument", r"gerüchten?", r"gerüchte", r"angeblich",
    r"mutmaßlich\w*", r"presunto", r"voci di", r"شایعه", r"إشاعة", r"شائعات", r"अफवाह", r"अफ़वाह",
)  # fmt: skip
_RUMOUR = re.compile(rf"(?<!\w)(?:{'|'.join(_WORDS)})(?!\w)|传闻|谣言", re.IGNORECASE)


def doubtful(sentence: str) -> bool:
    """Whether a sentence asks, passes on a rumour, or has only users for its witness."""
    return bool(_QUESTION.search(sentence) or _RUMOUR.search(sentence))
