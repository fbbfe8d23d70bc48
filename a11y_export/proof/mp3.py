"""Reopen the finished audio and prove laws 2 and 4: every sentence sounds, once, in order, where the timeline says.

Files are decoded with miniaudio and their tags read with mutagen; the sentences come from the article on record. What
is said is compared with what is shown by spans alone: outside of them not a letter differs, and within them negations
stay and signs are spoken.
"""

from __future__ import annotations

import array
import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

from a11y_export import words
from a11y_export.model import Article, Check, Origin
from a11y_export.proof.htmltext import equal
from a11y_export.proof.sound import Sizes, alike
from a11y_export.proof.spoken import prove_spoken
from a11y_export.proof.tags import problems_of_tags, prove_covers, with_signs
from a11y_export.proof.whole import prove_whole
from a11y_export.prose import DISCLAIMER, Sentence, sentences
from a11y_export.wording import Wording

TIMELINE = "record/timeline.json"
SCRIPT = "record/script.txt"
PLAYLIST = "audio/playlist.m3u8"
# MPEG-1 frame; decoders may give up to one more than the encoder took in. The borders of a pause are left out by as
# much, since the codec smears over them.
FRAME = 1152
_LENGTH = re.compile(r"#EXTINF:(\d{1,6}),.*")
_HALF = 0.502  # seconds: whole ones are told, of thousandths


def prove_audio(folder: Path, article: Article, manifest: Mapping[str, Any]) -> list[Check]:
    """Give the checks of every audio file in `folder`, against the timeline and the article on record."""
    timeline = json.loads((folder / TIMELINE).read_text(encoding="utf-8"))
    tracks = timeline["tracks"]
    listed = [a["path"] for a in manifest["artifacts"] if a["kind"] == "mp3"]
    checks = [
        Check(
            "audio files are the timeline's",
            TIMELINE,
            listed == [f"audio/{t['file']}" for t in tracks],
            f"{len(listed)} files, {len(tracks)} tracks",
        ),
        *_prove_sentences(tracks, article),
        _prove_script(folder, tracks, article),
        _prove_playlist(folder, tracks, article),
    ]
    # Decoding lets go of the interpreter's lock, so two files are opened at a time.
    with ThreadPoolExecutor(2) as pool:
        for found in pool.map(lambda track: _prove_track(folder, track, article, manifest, len(tracks)), tracks):
            checks += found
    wanted = bool(manifest["options"]["speech"]["single_file"])
    named = [a["path"] for a in manifest["artifacts"] if a["kind"] == "whole"]
    there = [f"audio/{timeline['whole']['file']}"] if "whole" in timeline else []
    sounds = [folder / name for name in (*(f"audio/{t['file']}" for t in tracks), *there)]
    checks.append(prove_covers([path for path in sounds if path.is_file()]))
    good = named == there and wanted == bool(there)
    checks.append(Check("one file of the whole is there when wanted", TIMELINE, good, ", ".join(there) or "not wanted"))
    return [*checks, *(prove_whole(folder, timeline, article) if there else [])]


def _prove_sentences(tracks: list[Any], article: Article) -> list[Check]:
    """Law 4: every sentence is said in full, first times in reading order; what is said again is counted."""
    expected = {s.id: s for s in sentences(article)}
    heard = [u for t in tracks for u in t["utterances"] if u["origin"] == "source" or u["sentence"]]
    wrong = [u["id"] for u in heard if u["sentence"] not in expected or u["shown"] != expected[u["sentence"]].text]
    firsts = [u["sentence"] for u in heard if u["occurrence"] == 1]
    for part, name in ((False, "sentences are all said, in order"), (True, "disclaimer is said first, in order")):
        wanted = [i for i, s in expected.items() if (s.section == DISCLAIMER) is part]
        found = [i for i in firsts if i in expected and (expected[i].section == DISCLAIMER) is part]
        if wanted != found:
            missing = [i for i in wanted if i not in found] or ["none, but the order differs"]
            return [Check(name, TIMELINE, False, f"missing: {', '.join(missing[:5])}")]
    seen: dict[str, int] = {}
    jumps = []
    for utterance in heard:
        seen[utterance["sentence"]] = seen.get(utterance["sentence"], 0) + 1
        if utterance["occurrence"] != seen[utterance["sentence"]]:
            jumps.append(utterance["id"])
    names = [u["id"] for t in tracks for u in t["utterances"]]
    said: list[Check] = []
    said.append(
        Check("shown text is the article's", TIMELINE, not wrong, ", ".join(wrong[:5]) or f"{len(heard)} utterances")
    )
    said.append(Check("sentences are all said, in order", TIMELINE, True, f"{len(firsts)} sentences"))
    said.append(
        Check(
            "each occurrence once", TIMELINE, not jumps and len(set(names)) == len(names), ", ".join(jumps[:5]) or "all"
        )
    )
    astray = [u["id"] for t in tracks for u in t["utterances"] if not _on_words(u["spoken"], u["phonemes"])]
    said.append(Check("sounds from lexicons stand on words", TIMELINE, not astray, ", ".join(astray[:5]) or "all"))
    inlines = {i: s.inlines for i, s in expected.items()}
    said += prove_spoken([u for t in tracks for u in t["utterances"]], TIMELINE, inlines, article.language)
    return said


def _on_words(spoken: str, sounds: Sequence[Sequence[Any]]) -> bool:
    """Whether each (start, end, IPA) is one whole word of what is spoken, so that none is said in another's place."""
    at = 0
    for start, end, ipa in sounds:
        around = spoken[max(0, start - 1):start] + spoken[end:end + 1]
        if start < at or not spoken[start:end].isalpha() or not str(ipa).strip() or any(c.isalnum() for c in around):
            return False
        at = end
    return True


def _prove_script(folder: Path, tracks: list[Any], article: Article) -> Check:
    """The script says exactly what the timeline says, line by line, under each file's name; empty ones do not count."""
    wanted = [article.title]
    for track in tracks:
        wanted += [f"[{track['file']}] {track['title']}", *(str(u["spoken"]) for u in track["utterances"])]
    lines = _lines((folder / SCRIPT).read_text(encoding="utf-8"))
    return equal("script is what is said", SCRIPT, [*_lines("\n".join(wanted))], [*lines], "lines, in order")


def _lines(text: str) -> list[str]:
    return [line for line in map(str.strip, text.splitlines()) if line]


def _prove_playlist(folder: Path, tracks: list[Any], article: Article) -> Check:
    """The playlist names the article, and each file with its title and its length, in order."""
    try:
        lines = (folder / PLAYLIST).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        return Check("playlist names every file", PLAYLIST, False, str(error))
    wanted = ["#EXTM3U", f"#PLAYLIST:{words.fold(article.title)}"]
    told = dict(enumerate(_LENGTH.fullmatch(line) for line in lines[2::2]))
    for number, track in enumerate(tracks):
        length = told.get(number)
        near = length is not None and abs(int(length[1]) - track["samples"] / track["rate"]) < _HALF
        wanted += [f"#EXTINF:{length[1] if length and near else '?'},{words.fold(track['title'])}", track["file"]]
    return equal("playlist names every file", PLAYLIST, [*wanted], [*lines], "lines")


def _prove_track(
    folder: Path, track: Mapping[str, Any], article: Article, manifest: Mapping[str, Any], total: int,
) -> list[Check]:
    import miniaudio

    name = f"audio/{track['file']}"
    path = folder / "audio" / str(track["file"])
    if not path.is_file():
        return [Check("audio file is there", name, False, "missing")]
    try:
        decoded = miniaudio.mp3_read_file_s16(str(path))
    except miniaudio.MiniaudioError as error:
        return [Check("audio decodes", name, False, str(error))]
    samples = decoded.samples
    length = len(samples) // max(decoded.nchannels, 1)
    wanted = int(track["samples"]) + int(track["encoder_delay"])
    good = decoded.nchannels == 1 and decoded.sample_rate == track["rate"] and abs(length - wanted) <= FRAME
    return [
        Check("audio has the timeline's length", name, good, f"{length} samples decoded, {wanted} expected"),
        _prove_sound(samples, track, name),
        _prove_disclaimer(track, article, manifest, name),
        _prove_tags(path, track, article, name, total),
    ]


def _prove_sound(samples: array.array[int], track: Mapping[str, Any], name: str) -> Check:
    """Sentences sound and pauses are silent, where the timeline says."""
    delay, at, sizes = int(track["encoder_delay"]), 0, Sizes(samples)
    silent: list[str] = []
    loud: list[str] = []
    other: list[str] = []
    for utterance in track["utterances"]:
        start, end = int(utterance["start"]), int(utterance["end"])
        if not at <= start <= end <= int(track["samples"]):
            return Check("sound is where the timeline says", name, False, f"{utterance['id']} does not follow")
        if utterance["spoken"] and utterance["marks"] and not sizes.loud(start + delay, end + delay):
            silent.append(utterance["id"])
        if utterance["levels"] and not alike(utterance["levels"], samples[start + delay : end + delay]):
            other.append(utterance["id"])
        for (_, a), (_, b) in pairwise(utterance["marks"]):
            if b - a > FRAME and not sizes.audible(a + delay, b + delay):
                silent.append(f"{utterance['id']} at {a}")
        if start - at > 4 * FRAME and sizes.audible(at + delay + FRAME, start + delay - FRAME):
            loud.append(f"before {utterance['id']}")
        at = end
    found = [f"silent: {u}" for u in silent] + [f"not silent: {u}" for u in loud]
    found += [f"another sound: {u}" for u in other]
    evidence = ", ".join(found[:5]) or f"{len(track['utterances'])} utterances"
    return Check("sound is where the timeline says", name, not found, evidence)


def _prove_disclaimer(track: Mapping[str, Any], article: Article, manifest: Mapping[str, Any], name: str) -> Check:
    """Law 2: a section's file ends with the whole disclaimer, or (by option) with a pointer to it."""
    if article.disclaimer.origin is Origin.NONE:
        return Check("audio carries the disclaimer", name, True, "the source has none")
    wanted: list[Sentence] = [s for s in sentences(article) if s.section == DISCLAIMER]
    found = [u["shown"] for u in track["utterances"] if u["sentence"] in {s.id for s in wanted}]
    whole = found == [s.text for s in wanted]
    if manifest["options"]["speech"]["disclaimer_audio"] == "once" and DISCLAIMER not in track["sections"]:
        pointed = any(u["kind"] == "disclaimer_pointer" and u["spoken"] for u in track["utterances"])
        return Check("audio carries the disclaimer", name, pointed, "a pointer, the whole text in the tags")
    return Check("audio carries the disclaimer", name, whole, f"{len(found)} of {len(wanted)} sentences")


def _prove_tags(path: Path, track: Mapping[str, Any], article: Article, name: str, total: int) -> Check:
    # The disclaimer at the end of a part stands in the comment.
    own = [
        with_signs(u, Wording.load(article.language)) for u in track["utterances"]
        if u["spoken"] and not (track["number"] and u["kind"].startswith("disclaimer"))
    ]
    number = f"{int(track['number']) + 1}/{total}"
    problems = problems_of_tags(path, article, str(track["title"]), "\n".join(own), number)
    return Check("audio tags", name, not problems, "; ".join(problems) or "title, album, disclaimer, text")
