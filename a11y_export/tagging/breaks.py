"""Where a text without spaces may be divided: after which character a line may end, and what is one sign to the eye.

Chinese and Japanese lines end nearly anywhere, but none begins with a sign that closes or ends with one that opens.
Thai, Lao, Khmer and Burmese lines end between syllables, as far as their spelling shows them. Everything else, Korean
included, is divided at its spaces alone. Sources: UAX #14, JIS X 4051 (line start and end), UAX #29 (clusters).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Compiled when a text first needs them: sets of so many characters take longer than a page without any.
_SPACELESS = ("[\u0e01-\u0eff\u1000-\u109f\u1361-\u1368\u1780-\u17ff\u2e80-\ua4cf\uaa60-\uaa7f\uf900-\ufaff"
              "\ufe30-\ufe4f\uff01-\uffef\U0001f200-\U0001f2ff\U00020000-\U0003ffff]")
_WIDE = ("[\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef\U0001f200-\U0001f2ff"
         "\U00020000-\U0003ffff]")
_HANGUL = "[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]"
_NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々〻ー…‥‐–—〜～゠）〕］｝〉》」』】〙〗〟’”｠»"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "｡､｣･ｰﾞﾟｧｨｩｪｫｬｭｮｯ％‰℃℉°′″.,:;!?)]}%/")
_NO_END = frozenset("（〔［｛〈《「『【〘〖〝‘“｟«｢￥＄£€$([{#＃№")
_OPENING = frozenset("（〔［｛〈《「『【〘〖〝｟｢")
# A number stays with its unit (UKAAF: a single piece of information is not split).
_MEASURE = (
    "[0-9０-９][0-9０-９.,．，]*(?:毫克|微克|公克|千克|公斤|毫升|公升|毫米|厘米|公分|小时|小時|分钟|分鐘|時間|週間|周岁|歳以上"
    "|ミリグラム|マイクログラム|グラム|キログラム|ミリリットル|リットル|ミリ|センチ|カプセル|錠)")
_KHMER = "[\u1780-\u17b3]"
_BURMESE = "[\u1000-\u102a\u103f\u104c-\u104f]"
_THAI_HEAD = "[\u0e40-\u0e44\u0ec0-\u0ec4]"  # vowels that are written before their consonant
_THAI = "[\u0e01-\u0eff]"
_THAI_LETTER = "[\u0e01-\u0e2e\u0e81-\u0eae]"
_THAI_END = frozenset("\u0e30\u0e46\u0e2f\u0eb0\u0ec6")  # a syllable, or a word, is over after these
_NO_LINKS = frozenset("\u0e3a\u0eba\u103a")  # of viramas: those that join no two letters
_JOINED = frozenset("\u0e33\u0eb3\u200c\u200d")


@lru_cache(maxsize=16)
def _pattern(characters: str) -> re.Pattern[str]:
    return re.compile(characters)


def clusters(text: str) -> list[int]:
    """Give the places in `text`, without its ends, between two signs: a letter is not parted from its marks."""
    found: list[int] = []
    for place in range(1, len(text)):
        char, before = text[place], text[place - 1]
        if unicodedata.category(char)[0] == "M" or char in _JOINED or 0x1F3FB <= ord(char) <= 0x1F3FF:
            continue
        if before == "\u200d" or (unicodedata.combining(before) == 9 and before not in _NO_LINKS and char.isalpha()):
            continue
        if "\u1160" <= char <= "\u11ff" and "\u1100" <= before <= "\u11ff":  # a syllable of Korean letters
            continue
        found.append(place)
    return found


def breaks(text: str) -> list[int]:
    """Give the places in `text`, which has no spaces, where a new line may begin."""
    if not _pattern(_SPACELESS).search(text):
        return []
    held = {place for match in _pattern(_MEASURE).finditer(text) for place in range(match.start() + 1, match.end())}
    return [place for place in clusters(text) if place not in held and _allowed(text, place)]


def _allowed(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after in _NO_START or before in _NO_END:
        return False
    wide, hangul = _pattern(_WIDE), _pattern(_HANGUL)
    if wide.match(before) or wide.match(after):
        if hangul.match(before) or hangul.match(after):
            return after in _OPENING or (before in _NO_START and wide.match(before) is not None)
        return not before.isdecimal()  # 500 and the word that says what of
    if _pattern(_THAI).match(before) or _pattern(_THAI).match(after):
        return _between_syllables(before, after)
    if _pattern(_KHMER).match(after):
        return before != "\u17d2"
    if _pattern(_BURMESE).match(after):
        rest = text[place + 1 : place + 3]
        return before != "\u1039" and rest[:1] not in {"\u1039", "\u103a"} and rest != "\u1037\u103a"
    return "\u1361" <= before <= "\u1368"


def _between_syllables(before: str, after: str) -> bool:
    if _pattern(_THAI_HEAD).match(before):
        return False
    if _pattern(_THAI_HEAD).match(after):
        return True
    if before in _THAI_END:
        return bool(_pattern(_THAI_LETTER).match(after))
    thai = _pattern(_THAI)
    return bool(thai.match(before)) != bool(thai.match(after)) and before.isalnum() and after.isalnum()
