"""What is said, in order: an article as tracks of utterances. Pure; nothing is synthesised here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from a11y_export import words
from a11y_export.audio.lexicon import Lexicon, lexicon
from a11y_export.audio.options import PAUSES, SpeechOptions
from a11y_export.audio.telling import AFTER, Teller
from a11y_export.audio.utterance import Utterance
from a11y_export.model import Article, Blocks, Origin, Section, untold
from a11y_export.slugs import slug
from a11y_export.wording import Wording

SHORTEST_SECONDS = 20
LONGEST_SECONDS = 15 * 60
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class TrackScript:
    """One file: its number (0 is the disclaimer), file name without ending, title, section ids, what is said."""

    number: int
    name: str
    title: str
    sections: tuple[str, ...]
    utterances: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the article on its way to a track, with its estimated length."""

    title: str
    sections: tuple[str, ...]
    utterances: tuple[Utterance, ...]
    seconds: float


def write(
    article: Article, wording: Wording, options: SpeechOptions, say_as: Mapping[str, str] | None = None,
    sounds: Lexicon | None = None,
) -> tuple[TrackScript, ...]:
    """Give the tracks of an article: the disclaimer first, then its parts, each with the disclaimer or a pointer.

    `say_as` is what staff want said otherwise, `sounds` the lexicon (else the program's own).
    """
    teller = Teller(article, wording, options.pauses, say_as or {}, sounds or lexicon())
    tracks = [_disclaimer_track(article, teller)]
    parts = _joined(list(_parts(article, teller, options)))
    for number, part in enumerate(parts, 1):
        teller.leaf("title", (), "title")
        teller.program("opening", "opening", teller.phrase("audio.opening_section", n=number, total=len(parts)))
        said = [*teller.take(), *part.utterances]
        said[-1] = replace(said[-1], pause=_pause("before disclaimer", options, said[-1].pause))
        _ending(article, teller, options)
        said += teller.take()
        name = f"{number:02d}-{slug(part.title, 'part', LONGEST_NAME)}"
        tracks.append(TrackScript(number, name, part.title, part.sections, tuple(said)))
    return tuple(_numbered(track) for track in tracks)


def _pause(name: str, options: SpeechOptions, least: int) -> int:
    return max(least, round(AFTER[name] * PAUSES[options.pauses]))


def _numbered(track: TrackScript) -> TrackScript:
    said = tuple(replace(u, id=f"{track.number:02d}-{n:04d}") for n, u in enumerate(track.utterances, 1))
    return replace(track, utterances=said)


def _named(name: str) -> str:
    """Give a name without a stop of its own at its end ("Caritasverband e. V."): the sentence around it has one."""
    return words.fold(name).rstrip(".")


def _disclaimer_track(article: Article, teller: Teller) -> TrackScript:
    teller.leaf("title", (), "title")
    if article.source.author:
        teller.program("opening", "opening", teller.phrase("audio.by_author", name=_named(article.source.author)))
    if article.source.reviewer:
        teller.program("opening", "opening", teller.phrase("audio.reviewed_by", name=_named(article.source.reviewer)))
    _disclaimer(article, teller)
    title = teller.phrase("audio.disclaimer").text
    return TrackScript(0, "00-disclaimer", title, ("disclaimer",), tuple(teller.take()))


def _disclaimer(article: Article, teller: Teller) -> None:
    """Say the cue, then the disclaimer whole, or that the source has none."""
    teller.program("disclaimer_cue", "cue", teller.phrase("audio.disclaimer_cue"))
    if article.disclaimer.origin is Origin.NONE:
        teller.program("disclaimer_note", "block", teller.phrase("handout.disclaimer_none"))
        return
    if article.disclaimer.origin is Origin.SUPPLIED:
        teller.program("disclaimer_note", "opening", teller.phrase("audio.disclaimer_supplied"))
    teller.blocks("disclaimer", article.disclaimer.blocks)


def _ending(article: Article, teller: Teller, options: SpeechOptions) -> None:
    if options.disclaimer_audio == "every":
        _disclaimer(article, teller)
    elif article.disclaimer.origin is not Origin.NONE:
        teller.program("disclaimer_pointer", "block", teller.phrase("audio.disclaimer_pointer"))


def _parts(article: Article, teller: Teller, options: SpeechOptions) -> Iterator[_Part]:
    """Give the article's parts: a section of the top level with those below it, or pieces of it when it is long."""
    headed = [s for s in article.sections if s.heading]
    top = min((s.level for s in headed), default=2)
    group: list[Section] = []
    for section in article.sections:
        if group and section.heading and (section.level <= top or not group[0].heading):
            yield from _pieces(group, teller, options, nameless=not headed)
            group = []
        group.append(section)
    if group:
        yield from _pieces(group, teller, options, nameless=not headed)


def _pieces(group: list[Section], teller: Teller, options: SpeechOptions, *, nameless: bool) -> Iterator[_Part]:
    """Give one part for a group of sections, or several of at most a quarter of an hour, split between blocks."""
    title = group[0].title or ("" if nameless else teller.phrase("audio.introduction").text)
    said: list[Utterance] = []
    sections: list[str] = []
    pieces: list[_Part] = []
    seconds = 0.0
    for section, index, blocks in _told(group):
        if not blocks:
            teller.leaf(section.id, (), "heading", "heading")
        else:
            teller.blocks(section.id, blocks, first=index)
        more = teller.take()
        longer = seconds + spoken_seconds(more, options)
        if longer > LONGEST_SECONDS and said and said[-1].kind != "heading":
            pieces.append(_Part("", tuple(sections), tuple(said), seconds))
            said, sections, longer = [], [], longer - seconds
        said += more
        seconds = longer
        if more and section.id not in sections:
            sections.append(section.id)
    if said:
        pieces.append(_Part("", tuple(sections), tuple(said), seconds))
    for number, piece in enumerate(pieces, 1):
        name = teller.phrase("audio.part", n=number).text
        alone = len(pieces) == 1
        yield replace(piece, title=(title if alone else f"{title}, {name}") if title else name)


def _told(group: list[Section]) -> Iterator[tuple[Section, int, Blocks]]:
    """Give the headings (without blocks) and the blocks one by one; pictures that are told of together as one."""
    for section in group:
        if section.heading:
            yield section, -1, ()
        index = 0
        while index < len(section.blocks):
            many = max(1, untold(section.blocks, index))
            yield section, index, section.blocks[index : index + many]
            index += many


def _joined(parts: list[_Part]) -> list[_Part]:
    """Join a part that is too short for a file of its own to the next one, the last to the one before."""
    out: list[_Part] = []
    for part in parts:
        if out and out[-1].seconds < SHORTEST_SECONDS:
            out[-1] = _both(out[-1], part)
        else:
            out.append(part)
    if len(out) > 1 and out[-1].seconds < SHORTEST_SECONDS:
        last = out.pop()
        out[-1] = _both(out[-1], last)
    return out


def _both(first: _Part, second: _Part) -> _Part:
    sections = (*first.sections, *(s for s in second.sections if s not in first.sections))
    # Named for the longer one: an introduction of one sentence does not name the file.
    title = first.title if first.seconds >= second.seconds else second.title
    return _Part(title, sections, first.utterances + second.utterances, first.seconds + second.seconds)


def spoken_seconds(said: list[Utterance], options: SpeechOptions) -> float:
    """Estimate how long utterances last: measured 13.3 characters a second at rate 157, a third of a second each."""
    return sum(len(u.spoken) / (13.3 * options.rate / 157) + 0.33 + u.pause / 1000 for u in said)
