"""Spellings brought to one form: case, accents, homoglyphs, zero-width characters, Cyrillic endings. Pure.

A text is cut into words; each word gets its normal form; the normal forms joined by single spaces are what names are
looked up in. The places of the words in the text as written are kept, so that a find can be told where it stands.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

# A word: a run of a script without spaces, or letters, digits and what is written over, under or invisibly in them.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3021-\u30fa\u30fc-\u318f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"
)
_SPACED = (
    "0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0300-\u0482\u0483-\u058f\u0590-\u0603"
    "\u0610-\u061a\u0620-\u0669\u066e-\u06d3\u06d5-\u06ff\u0750-\u08ff\u0900-\u0963\u0966-\u0dff\u10a0-\u10ff\u1200-\u177f"
    "\u1800-\u1fff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u2c00-\u2dff\ua000-\ua95f\ua980-\uabff"
    "\ufb00-\ufdff\ufe70-\ufefc\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U00010000-\U0001efff"
)
WORD = re.compile(f"[{UNSPACED}]+|[{_SPACED}]+")
UNSPACED_START = re.compile(f"[{UNSPACED}]")
INVISIBLE = re.compile("[\u00ad\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
ZWNJ = "\u200c"
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[a-z]")
_GREEK = re.compile("[\u0370-\u03ff]")
_TO_LATIN = str.maketrans("аеорсухіјѕвкмнтԁԛԝһӏαεορυικνχτβηµ", "aeopcyxijsbkmhtdqwhlaeopuiknxtbnu")
_TO_CYRILLIC = str.maketrans("aeopcyxkmhtbi", "аеорсухкмнтві")
# Chinese signs in their traditional and their simplified form, those that news is written in
_TRADITIONAL = (
    "國會無處網業產電訊臺灣門開關閉鎖斷罰錢銀錄調訴訟審議論證詢請諭認讓記設許評詞試話該語誤說課談諾謠識護譯譴變豐負財責貨販貪購費資賣質贏賠賭趙軟"
    "載輕輛輸轉辦農逕這連進運過達違遞遠適遲選遺還鄰醫釋針鐘鏈長閱間闆陳陸陽際隨險隱雙雜離難雲靈靜頁項須預頒領頭頻題額顧顯風飛餘館馬駁駐驗體鬆點黨"
    "齊龍萬與專東絲兩嚴個豈為舉麼義樂習書買亂亞於億僅從倉儀們價眾優傳傷偽備債傾償兒內冊寫軍凍淨準減幾憑擊劃則剛創刪別劇勞勢動務勝區協單華佔衛卻廠"
    "歷壓參發號嘆嗎聽啟員園圍圖團場壞塊堅執報聲夠夾奪獎婦媽學寧實寵對尋導將爾塵層屬島幣帥師帳帶幫廣慶應廢張強彈彙徵憶態總戰戲戶擴掃擾撫拋搶擔據掛"
    "揮損換擬擁攔擇攜攝數斬時暫術機殺權條來極構標檢樣檔橋樓歐歲殘氣漢決沒況濟測滬滅滿漲潔灑澤熱爭獨獲現環瑪畫異療盜盤監盡確碼禮禍種稱穩競筆節範簡"
    "簽類糧糾紀約級紅純紙納組細終結絕給統經綜綠維緊線緩編練縮績繫織續纜罷羅聯職聞肅脅臉臨舊艱藝蘋蘇蘭藍蓋薦藥蝦補裝裏裡製複見規視覽觀覺觸計訂訓訪"
    "診詐詳誠誰諮謀講謝謹譽讀豬貝貢貫貸貿賀賓賞賴贊贓趨跡踐軌軒軸較輔輪輯邊鄭鄧醜釀鈔鋪銷鋒錯鎮鐵鑑鑒閘閣闖陰陣階隊韓響順飆飲飯駭騙騰驅驚鮮鳥麗黃"
    "齡擋撥敗係廳夥懲徹攤敵櫃闢註啓羣祕遊仝併倫侖傑儲凱劉劑勵匯墾壇嬰孫屆嶺廈彌慣憲懷戀懸擠攏曉朧樹檯歸毀洶涼滲潛濫灘煉煙營牆牽獄猶瓊疊癱礦積窮竊"
    "籌籲絡緬縣縱繼聰聖膽興蕭薩襲詮誇諒謊譚貼賊贈轄辭鄉釣鑰閃闊雖頂頓願顆飽驟魯鴻麥齒龐"
)
_SIMPLIFIED = (
    "国会无处网业产电讯台湾门开关闭锁断罚钱银录调诉讼审议论证询请谕认让记设许评词试话该语误说课谈诺谣识护译谴变丰负财责货贩贪购费资卖质赢赔赌赵软"
    "载轻辆输转办农迳这连进运过达违递远适迟选遗还邻医释针钟链长阅间板陈陆阳际随险隐双杂离难云灵静页项须预颁领头频题额顾显风飞余馆马驳驻验体松点党"
    "齐龙万与专东丝两严个岂为举么义乐习书买乱亚于亿仅从仓仪们价众优传伤伪备债倾偿儿内册写军冻净准减几凭击划则刚创删别剧劳势动务胜区协单华占卫却厂"
    "历压参发号叹吗听启员园围图团场坏块坚执报声够夹夺奖妇妈学宁实宠对寻导将尔尘层属岛币帅师帐带帮广庆应废张强弹汇征忆态总战戏户扩扫扰抚抛抢担据挂"
    "挥损换拟拥拦择携摄数斩时暂术机杀权条来极构标检样档桥楼欧岁残气汉决没况济测沪灭满涨洁洒泽热争独获现环玛画异疗盗盘监尽确码礼祸种称稳竞笔节范简"
    "签类粮纠纪约级红纯纸纳组细终结绝给统经综绿维紧线缓编练缩绩系织续缆罢罗联职闻肃胁脸临旧艰艺苹苏兰蓝盖荐药虾补装里里制复见规视览观觉触计订训访"
    "诊诈详诚谁咨谋讲谢谨誉读猪贝贡贯贷贸贺宾赏赖赞赃趋迹践轨轩轴较辅轮辑边郑邓丑酿钞铺销锋错镇铁鉴鉴闸阁闯阴阵阶队韩响顺飙饮饭骇骗腾驱惊鲜鸟丽黄"
    "龄挡拨败系厅伙惩彻摊敌柜辟注启群秘游同并伦仑杰储凯刘剂励汇垦坛婴孙届岭厦弥惯宪怀恋悬挤拢晓胧树台归毁汹凉渗潜滥滩炼烟营墙牵狱犹琼叠瘫矿积穷窃"
    "筹吁络缅县纵继聪圣胆兴萧萨袭诠夸谅谎谭贴贼赠辖辞乡钓钥闪阔虽顶顿愿颗饱骤鲁鸿麦齿庞"
)
_LETTERS = str.maketrans({
    "ё": "е", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ی", "ي": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ؤ": "و",
    "ـ": "", "ґ": "г", ZWNJ: " ", "\u093c": "", "\u0901": "\u0902",
} | dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)))  # fmt: skip
_ENDINGS = (
    "иями", "ского", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "ией", "иям", "иях", "ові", "еві", "ією",
    "ою", "ею", "ов", "ев", "ей", "ой", "ий", "ый", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "их", "ым", "им", "ом",
    "ем", "ам", "ям", "ах", "ях", "ую", "юю", "ию", "ия", "ии", "ої", "ій", "ів", "ії", "ія", "ію",
    "а", "я", "о", "е", "у", "ю", "ы", "и", "ь", "й", "і", "ї", "є",
)  # fmt: skip
_ENDING = re.compile(f"(?<=[а-яёіїєґ]{{3}})(?:{'|'.join(e for e in _ENDINGS if e != 'ского')})$")
_LIKE_ENDING = frozenset("мвх")
_CACHE, _LONGEST_WORD = 60_000, 300


def fold(word: str) -> str:
    """One word in its normal form, endings kept."""
    if word.isascii():
        return word.lower()
    word = unicodedata.normalize("NFKC", INVISIBLE.sub("", word)).casefold()
    if _LATIN.search(word):
        if _CYRILLIC.search(word) or _GREEK.search(word):
            word = _one_script(word)
        word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    elif "\u0600" <= word[:1] <= "\u06ff":
        word = "".join(c for c in word if not unicodedata.combining(c))
    return word.translate(_LETTERS)


def _one_script(word: str) -> str:
    """A word that mixes scripts, in the script that most of its letters are of: look-alikes change places."""
    latin, cyrillic = len(_LATIN.findall(word)), len(_CYRILLIC.findall(word))
    if latin >= cyrillic:
        return word.translate(_TO_LATIN)
    return word.translate(_TO_CYRILLIC)


def stem(word: str) -> str:
    """A folded word without its Russian or Ukrainian case ending; any other word as it is."""
    if not "\u0400" <= word[:1] <= "\u052f":
        return word
    return _ENDING.sub("", word, count=1)


def bare(word: str) -> str:
    """A folded word as other cases leave it, where its own end looks like one: телеграм, of телеграма; else ""."""
    return word if word[-1:] in _LIKE_ENDING and stem(word) != word else ""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text's words in normal form between single spaces; where each begins in them, and stands in the text."""

    joined: str
    at: list[int]
    spans: list[tuple[int, int]]
    words: Mapping[int, int]
    text: str = ""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where `joined[start:end]` stands in the text as written."""
        first, last = bisect_right(self.at, start) - 1, bisect_right(self.at, end - 1) - 1
        (begin, stop), (begin2, stop2) = self.spans[first], self.spans[last]
        left, right = start - self.at[first], end - self.at[last]
        whole = self.at[last + 1] - self.at[last] - 1
        return min(begin + left, stop - 1), min(begin2 + right, stop2) if right < whole else stop2


class Folder:
    """Folds texts, remembering the words it has seen. With `stems`, names are folded without their case endings."""

    def __init__(self, *, stems: bool = True) -> None:
        self._stems = stems
        self._seen: dict[str, str] = {}
        self._cut: dict[str, str] = {}

    def word(self, word: str) -> str:
        """The normal form of one word, endings kept."""
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) > _CACHE:
                self._seen.clear()
            known = fold(word[:_LONGEST_WORD])
            self._seen[word[:_LONGEST_WORD]] = known
        return known

    def words(self, text: str) -> list[str]:
        """The normal forms of the words of a name."""
        if text.isascii() and text.replace(" ", "").isalnum():
            return text.lower().split()
        forms = [word for word in (self.word(match) for match in WORD.findall(text)) if word]
        return [stem(form) for form in forms] if self._stems else forms

    def bare(self, text: str) -> list[str]:
        """The words of a name as other cases leave the last one, where that differs; else none."""
        if not self._stems or text[-1:].casefold() not in _LIKE_ENDING:
            return []
        *front, last = self.words(text)
        whole = bare(self.word(WORD.findall(text)[-1]))
        return [*front, whole] if whole and whole != last else []

    def text(self, text: str) -> Folded:
        """A text's words in normal form, endings kept."""
        forms: list[str] = []
        spans: list[tuple[int, int]] = []
        seen = self._seen
        for match in WORD.finditer(text):
            word = match[0]
            form = seen.get(word)
            if form is None:
                form = self.word(word)
            if form:
                forms.append(form)
                spans.append(match.span())
        return _joined(forms, spans, text)

    def stemmed(self, folded: Folded) -> Folded:
        """The same words without their Russian and Ukrainian case endings; the very same text where there are none."""
        if not _CYRILLIC.search(folded.joined):
            return folded
        if len(self._cut) > _CACHE:
            self._cut.clear()
        cut, forms = self._cut, []
        for start, after in zip(folded.at, folded.at[1:], strict=False):
            form = folded.joined[start : after - 1]
            known = cut.get(form)
            if known is None:
                known = cut[form] = stem(form)
            forms.append(known)
        return _joined(forms, folded.spans)


def _joined(forms: list[str], spans: list[tuple[int, int]], text: str = "") -> Folded:
    """Normal forms between single spaces, with where each begins (and where the last one's end would be)."""
    at = [*accumulate([len(form) + 1 for form in forms], initial=1)]
    return Folded(f" {' '.join(forms)} ", at, spans, dict(zip(at, range(len(at)), strict=True)), text)
