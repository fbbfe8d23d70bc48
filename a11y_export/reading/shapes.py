"""The shapes that the grammar looks for in one sentence of a notice, given as letters of its words' kinds.

Each shape is a thing that medical disclaimers say: this text replaces no care, gives no advice, is not for diagnosing
and treating; do not put off care for what you read here; and so on. The letters are those of `rules.KINDS`.
"""

from __future__ import annotations

import re

CARE = "mdgv"
"""What may be replaced: medical, doctors, care, counsel."""
_FRAGMENT = 14  # letters of a sentence that need not name what it speaks of
_COUNSEL = r"(?:m[^n|]{0,4}a|a[^n|]{0,4}[mdg]|v|d[qpx]{0,2}a)"
_NO_COUNSEL = re.compile(rf"n[kqpxswim]{{0,7}}?{_COUNSEL}|n[^|bco]{{0,10}}k[^|bco]{{0,10}}{_COUNSEL}")
_NOT_TAKEN = re.compile(rf"n[^|bco]{{0,6}}s[kqp.]{{0,4}}{_COUNSEL}|s[^|bco]{{0,4}}n[kqp.]{{0,4}}{_COUNSEL}")
_COUNSEL_NOT = re.compile(rf"{_COUNSEL}[akgqpxm]{{0,6}}n")
_NO_CARE = re.compile(
    r"n[kq]{0,4}k[kqpxmw]{0,6}g|n[kq]{0,3}Mq?g|n[kq]{0,3}m[qpx]{0,3}g|g[qk]{0,3}n|s[kqni]{0,6}n[kq]{0,2}g[kq]{0,2}$|knq{0,2}g"
)
_NO_ADVICE = re.compile(r"n[kqpsw]{0,5}a|n[^|bco]{0,3}s[kqp.]{0,4}a|n[^|bco]{0,6}k[kqpw.]{0,6}a|a[kq]{0,3}n")
_HEALS = re.compile(r"n[^|]{0,8}[gz][^|]{0,3}[gz][^|]{0,3}[gz]|[gz][^|]{0,3}[gz][^|]{0,3}[gz][^|]{0,6}n")
_NOT_FOR_HEALING = re.compile(r"n[^|]{0,8}[ku][^|]{0,6}[gz][^|]{0,6}[gzh]|[gz][^|]{0,6}[gz][^|]{0,6}[ku][^|]{0,3}n")
_NOT_FOR_USE = re.compile(r"(?:s[^|]{0,8}n[^|]{0,4}u|n[^|]{0,3}u[^|]{0,3}s|s[^|]{0,10}u[^|]{0,3}n)")
_NOT_LIABLE = re.compile(r"n[^|]{0,6}l|l[^|]{0,4}n")
_NOT_USED = re.compile(r"n[^|]{0,4}u[^|]{0,12}[gzv]|n[^|]{0,4}u[^|]{0,6}u[^|]{0,6}m|u[^|]{0,8}[gz][^|]{0,8}n.?$")
# "Do not act on what you read here without asking a doctor."
_NOT_ACTED = re.compile(r"n[^|o]{0,4}u[^|o]{0,8}[sy][^|o]{0,8}o[^|]{0,12}[dpc]")
_NOT_RELIED = re.compile(rf"(?:s[^|bco]{{0,6}}n|n[^|bco]{{0,8}}s)[^|bco]{{0,4}}u[kqp.]{{0,4}}{_COUNSEL}")
_OF_OTHERS = re.compile(r"[^|mdgvx]{0,6}x(?![^|]{0,5}[mdgv])")
_NOT_ALONE = re.compile(r"n[^|]{0,8}S|S[^|]{0,4}n")
# "Neither start nor stop a treatment because of what you read."
_NO_CHANGE = re.compile(r"(?:n[^|]{0,8}A|A[^|]{0,5}n)[^|]{0,14}[ys]|y[^|]{0,6}n[^|]{0,6}A")
# "Not intended to diagnose, treat or cure", whatever it is said of.
_HEALINGS = r"[gz][^|]{0,3}[gz][^|]{0,3}[gz]"
_NO_HEALING = re.compile(
    rf"nq?k[^|]{{0,6}}{_HEALINGS}|k[^|]{{0,3}}n[^|]{{0,6}}{_HEALINGS}|k[^|]{{0,6}}{_HEALINGS}[^|]{{0,4}}n|nq?kq{{0,3}}zq{{0,2}}zq?h"
)
_NOT_DECIDED = re.compile(r"n[kq]{0,2}mq?u[^|]{0,8}[st]")
_NOT_YOURS = re.compile(r"n[^|]{0,12}C|C[^|]{0,6}n")
_NOT_MADE = re.compile(r"[ysu][^|]{0,30}n[^|]{0,3}M[^|]{0,6}[dhp]")
_NEGLECT = re.compile(r"n[^|]{0,10}b|b[^|]{0,8}n")
# "Unless your doctor does not advise it."
_UNLESS = re.compile(r"o[^|]{0,4}[dm]q{0,2}n")
# "Your doctor may tell you something different."
_DIFFERS = re.compile(r"[dpm][^|n]{0,10}D")
_ASK = re.compile(r"c[^|]{0,8}[dpm]|[dp][^|]{0,8}c|c[^|]{0,5}[ag][^|]{0,4}[mdp]|[mdp][^|]{0,4}a[^|]{0,3}c")


# These say it of the text, whoever the subject is: "Hill Street Clinic does not provide medical advice".
ALWAYS = frozenset({"no advice", "no neglect", "no relation", "not to cure"})


def shapes_of(s: str, *, about: bool) -> list[str]:
    """Give the names of the shapes in one sentence: with "?", half at most; with "~", half if its page is about health.

    `about`: whether the sentence speaks of the text.
    """
    out: list[str] = []
    if "n" not in s:
        return []
    if "r" in s:
        out += _replaced(s)
    pointing = "s" in s or "t" in s[:3]
    if "o" in s and _UNLESS.search(s):
        pass
    elif ("a" in s or "v" in s) and (
        _NO_COUNSEL.search(s) or _NOT_TAKEN.search(s) or (pointing and _COUNSEL_NOT.search(s))
    ):
        out.append("no advice")
    elif "a" in s and about and "x" not in s and _NO_ADVICE.search(s):
        out.append("~no advice")
    elif _NOT_RELIED.search(s):
        out.append("no advice")
    if "g" in s and pointing and _NO_CARE.search(s):
        out.append("no care")
    if "b" in s and _near_care(s) and _NEGLECT.search(s):
        if "y" in s or "s" in s:
            out.append("no neglect")
        elif "w" in s or "t" in s:
            out.append("?no neglect")
    if "A" in s and ("y" in s or "s" in s) and not set(s).isdisjoint("dmghC") and _NO_CHANGE.search(s):
        out.append("no neglect" if "y" in s else "?no neglect")
    if _NO_HEALING.search(s):
        out.append("not to cure")
    elif _HEALS.search(s) or (about and _NOT_FOR_HEALING.search(s)) or ("S" in s and about and _NOT_ALONE.search(s)):
        out.append("no cure")
    if "F" in s or ("f" in s and not set(s).isdisjoint("dmhp")) or ("M" in s and _NOT_MADE.search(s)):
        out.append("no relation")
    if "C" in s and "x" not in s and _NOT_YOURS.search(s):
        out.append("~not for you")
    if "u" in s and ((about and _NOT_USED.search(s)) or _NOT_ACTED.search(s) or _NOT_DECIDED.search(s)):
        out.append("no use")
    elif "u" in s and (used := _NOT_FOR_USE.search(s)) and set(s[used.start() : used.end() + 16]) & set("mhd"):
        out.append("?no use")
    if "l" in s and "g" in s and about and _NOT_LIABLE.search(s):
        out.append("~no liability")
    elif "l" in s and "s" in s and (not set(s).isdisjoint("hgdv") or ("m" in s and "u" in s)) and _NOT_LIABLE.search(s):
        out.append("?no liability")
    if "j" in s:
        out.append("?no doctor")
    return out


def _near_care(s: str) -> bool:
    return not set(s).isdisjoint("mdavgp")


def _replaced(s: str) -> list[str]:
    """Whether something in the sentence does not replace care; a replaced professional of no kind is half."""
    generic = False
    at = s.find("r")
    while at >= 0:
        near = s[max(0, at - 14) : at + 15]
        if _OF_OTHERS.match(s, at + 1):  # "Facts on medical claims are no substitute for legal advice."
            at = s.find("r", at + 1)
            continue
        wide = s[max(0, at - 18) : at + 19]
        if "n" in near:
            if any(c in wide for c in CARE + "f"):
                return ["replaces no care"]
            generic = generic or ("x" not in wide and ("a" in wide or "p" in wide or "s" in s))
        at = s.find("r", at + 1)
    return ["~replaces no care"] if generic else []


def weak_signs_of(s: str) -> set[str]:
    """Give the weaker signs in one sentence: what disclaimers say too, beside much else."""
    out: set[str] = set()
    if "i" in s and ("s" in s or len(s) <= _FRAGMENT):
        out.add("information")
    if "c" in s and _ASK.search(s):
        out.add("ask")
    if "e" in s:
        out.add("emergency")
    if "l" in s and "n" in s and _NOT_LIABLE.search(s):
        out.add("liability")
    elif "l" in s and "s" in s and ("u" in s or s.count("l") > 1):
        out.add("risk")
    if "j" in s:
        out.add("no doctor")
    if "V" in s:
        out.add("results vary")
    if "D" in s and "o" not in s and _DIFFERS.search(s):  # not "unless your doctor tells you otherwise"
        out.add("doctor differs")
    return out
