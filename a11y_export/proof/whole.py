"""Reopen the file of the whole article: every part's own words once, in order, in chapters; the disclaimer once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from a11y_export import words
from a11y_export.model import Article, Check, Origin
from a11y_export.proof.sound import Sizes, alike
from a11y_export.proof.tags import problems_of_tags, with_signs
from a11y_export.prose import DISCLAIMER, sentences
from a11y_export.wording import Wording


def prove_whole(folder: Path, timeline: Mapping[str, Any], article: Article) -> list[Check]:
    """Give the checks of the one-piece file that the timeline names, against its tracks and the article."""
    import miniaudio

    one = timeline["whole"]
    name = f"audio/{one['file']}"
    path = folder / name
    if not path.is_file():
        return [Check("audio file is there", name, False, "missing")]
    try:
        decoded = miniaudio.mp3_read_file_s16(str(path))
    except miniaudio.MiniaudioError as error:
        return [Check("audio decodes", name, False, str(error))]
    length = len(decoded.samples) // max(decoded.nchannels, 1)
    good = decoded.nchannels == 1 and decoded.sample_rate == one["rate"] and length == one["samples"]
    said = {u["id"]: u for t in timeline["tracks"] for u in t["utterances"]}
    return [
        Check("audio has the timeline's length", name, good, f"{length} samples decoded, {one['samples']} expected"),
        _prove_words(one, timeline, article, name),
        _prove_sound(one, said, decoded.samples, name),
        _prove_chapters(path, one, timeline, name),
        _prove_tags(path, article, name, said, one),
    ]


def _prove_words(one: Mapping[str, Any], timeline: Mapping[str, Any], article: Article, name: str) -> Check:
    """Every sentence's first saying is in the file, in order, and no sentence of the disclaimer stands there twice."""
    said = {u["id"]: u for t in timeline["tracks"] for u in t["utterances"]}
    heard = [said[row[0]]["sentence"] for row in one["utterances"] if row[0] in said]
    firsts = list(dict.fromkeys(s for s in heard if s))
    wanted = sentences(article)
    body = [s.id for s in wanted if s.section != DISCLAIMER]
    notice = [s.id for s in wanted if s.section == DISCLAIMER]
    problems = []
    if [s for s in firsts if s in set(body)] != body:
        problems.append("sentences are missing or in another order")
    if [s for s in heard if s in set(notice)] != notice:
        problems.append("the disclaimer does not stand there whole and once")
    if len(heard) != len(one["utterances"]):
        problems.append("it says what no track says")
    if article.disclaimer.origin is not Origin.NONE:
        own = [c for c in one["chapters"] if c["sections"] == [DISCLAIMER]]
        inside = {
            said[row[0]]["sentence"] for row in one["utterances"] for c in own if c["start"] <= row[1] < c["end"]
        }
        if len(own) != 1 or not set(notice) <= inside:
            problems.append("the disclaimer is no chapter of its own")
    evidence = "; ".join(problems) or f"{len(firsts)} sentences, the disclaimer once"
    return Check("the whole file says the article", name, not problems, evidence)


def _prove_sound(one: Mapping[str, Any], said: Mapping[str, Any], samples: Any, name: str) -> Check:
    """Each utterance sounds where it should, as it did when it was made, and the pauses between are silent."""
    at, found, sizes = 0, [], Sizes(samples)
    for utterance, start, end in one["utterances"]:
        if not at <= start <= end <= one["samples"]:
            return Check("sound is where the timeline says", name, False, f"{utterance} does not follow")
        if said[utterance]["levels"] and not alike(said[utterance]["levels"], samples[start:end]):
            found.append(f"another sound: {utterance}")
        if start - at > 4 * 1152 and sizes.audible(at + 1152, start - 1152):
            found.append(f"not silent: before {utterance}")
        at = end
    return Check(
        "sound is where the timeline says", name, not found,
        ", ".join(found[:5]) or f"{len(one['utterances'])} utterances",
    )


def _prove_chapters(path: Path, one: Mapping[str, Any], timeline: Mapping[str, Any], name: str) -> Check:
    """The chapters in the tags are the record's: one for each track, without a gap, all in the list of contents."""
    from mutagen import MutagenError
    from mutagen.id3 import ID3

    try:
        tags = ID3(path)
    except MutagenError as error:
        return Check("chapters", name, False, str(error))
    lists = tags.getall("CTOC")
    frames = {chapter.element_id: chapter for chapter in tags.getall("CHAP")}
    order = list(lists[0].child_element_ids) if len(lists) == 1 else []
    found = [
        (words.fold(str(frames[i].sub_frames.get("TIT2", ""))), frames[i].start_time, frames[i].end_time)
        for i in order if i in frames
    ]
    rate = one["rate"]
    wanted = [(words.fold(c["title"]), c["start"] * 1000 // rate, c["end"] * 1000 // rate) for c in one["chapters"]]
    titles = [words.fold(t["title"]) for t in timeline["tracks"]]
    gapless = all(a["end"] == b["start"] for a, b in zip(one["chapters"], one["chapters"][1:], strict=False))
    whole = one["chapters"][0]["start"] == 0 and one["chapters"][-1]["end"] == one["samples"]
    good = found == wanted and len(frames) == len(wanted) and [t for t, _, _ in wanted] == titles and gapless and whole
    return Check("chapters", name, good, f"{len(found)} in the file, {len(wanted)} on record")


def _prove_tags(
    path: Path, article: Article, name: str, said: Mapping[str, Any], one: Mapping[str, Any]
) -> Check:
    heard, wording = {row[0] for row in one["utterances"]}, Wording.load(article.language)
    texts = [with_signs(utterance, wording) for key, utterance in said.items() if key in heard and utterance["spoken"]]
    problems = problems_of_tags(path, article, article.title, "\n".join(texts))
    return Check("audio tags", name, not problems, "; ".join(problems) or "title, disclaimer, cover, text")
