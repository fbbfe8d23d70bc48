"""English number words: cardinals, ordinals, decimals, years, digits one by one."""

from __future__ import annotations

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}
SCALES = {name: size for size, name in _SCALES}
LARGEST = 10**15


def cardinal(number: int) -> str:
    """Give a number from 0 up to `LARGEST` in words."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    for size, name in _SCALES:
        if number >= size:
            count, rest = divmod(number, size)
            return f"{cardinal(count)} {name}" + (f" {cardinal(rest)}" if rest else "")
    raise AssertionError(number)


def ordinal(number: int) -> str:
    """Give "first" for 1, "twenty-second" for 22."""
    words = cardinal(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    if last in _ORDINALS:
        return head + _ORDINALS[last]
    return head + (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


def digits(text: str) -> str:
    """Give each digit of `text` by name; anything else separates."""
    return " ".join(_ONES[int(char)] for char in text if char in "0123456789")


def decimal(text: str) -> str:
    """Give a written number without separators in words: "0.50" is zero point five zero.

    A whole part with a leading zero or too long for a name is said digit by digit.
    """
    whole, point, fraction = text.partition(".")
    whole = whole or "0"
    spelled = (len(whole) > 1 and whole[0] == "0") or len(whole) > 15
    said = digits(whole) if spelled else cardinal(int(whole))
    return f"{said} point {digits(fraction)}" if point else said


def year(number: int) -> str:
    """Give a year from 1100 to 2099 as people say it: nineteen oh five, two thousand nine, twenty twenty-five."""
    century, rest = divmod(number, 100)
    if 2000 <= number <= 2009:
        return cardinal(number)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} oh {cardinal(rest)}" if rest < 10 else f"{cardinal(century)} {cardinal(rest)}"
