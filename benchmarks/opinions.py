"""What programs of others say of the same prepared sentences, and why they differ from ours.

Each answers, for each text (a list of sentences, each a list of words), with its scores by our formulas' ids and with
its own counts. A script runs in the other program's own interpreter; none of these packages is a dependency:

    readability   PyPI readability 0.3.2: a syllable rule and a word list of its own
    metrics       PyPI py-readability-metrics 1.4.5: another rule, the list of familiar words by stems
    textacy       PyPI textacy 0.13.0 with spaCy: syllables by hyphenation points
    syllable      npm syllable 5 with smog-formula, flesch, flesch-kincaid, gunning-fog, coleman-liau,
                  dale-chall-formula, dale-chall: rules with lists of exceptions
"""

from __future__ import annotations

import json
import statistics
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from a11y_export.literacy.counts import Counts
from a11y_export.literacy.scores import FORMULAS

Text = list[list[str]]

_READABILITY = """
import json, sys, readability
names = {"smog": "SMOGIndex", "fkgl": "Kincaid", "flesch": "FleschReadingEase", "fog": "GunningFogIndex",
         "coleman_liau": "Coleman-Liau", "dale_chall": "DaleChallIndex"}
out = []
for text in json.load(sys.stdin):
    found = readability.getmeasures("".join(" ".join(s) + " .\\n" for s in text), lang="en")
    grades, info = found["readability grades"], found["sentence info"]
    out.append({"scores": {ours: grades[theirs] for ours, theirs in names.items()}, "counts": {
        "sentences": info["sentences"], "words": info["words"], "syllables": info["syllables"],
        "polysyllables": info["complex_words"], "hard": info["complex_words"], "letters": info["characters"],
        "difficult": info["complex_words_dc"]}})
json.dump(out, sys.stdout)
"""

_METRICS = """
import json, sys
from readability import Readability
from readability.text import analyzer
analyzer.sent_tokenize = lambda text: [line for line in text.split("\\n") if line.strip()]
out = []
for text in json.load(sys.stdin):
    whole = Readability("\\n".join(" ".join(s) for s in text))
    found, scores = whole._statistics, {}
    names = {"fkgl": "flesch_kincaid", "flesch": "flesch", "fog": "gunning_fog", "coleman_liau": "coleman_liau",
             "dale_chall": "dale_chall"}
    for ours, theirs in names.items():
        scores[ours] = getattr(whole, theirs)().score
    if len(text) >= 30:
        scores["smog"] = whole.smog(all_sentences=True).score
    out.append({"scores": scores, "counts": {
        "sentences": found.num_sentences, "words": found.num_words, "syllables": found.num_syllables,
        "polysyllables": found.num_poly_syllable_words, "letters": found.num_letters,
        "hard": found.num_gunning_complex, "difficult": found.num_dale_chall_complex}})
json.dump(out, sys.stdout)
"""

_TEXTACY = """
import json, logging, sys, spacy
from spacy.tokens import Doc
from textacy.text_stats import basics, readability as r, utils
logging.disable(logging.CRITICAL)
nlp = spacy.blank("en")
out = []
for text in json.load(sys.stdin):
    words = [w for s in text for w in s]
    starts = [not at for s in text for at in range(len(s))]
    doc = Doc(nlp.vocab, words=words, sent_starts=starts)
    own = tuple(utils.get_words(doc))
    poly = basics.n_polysyllable_words(own, lang="en")
    out.append({"scores": {"smog": r.smog_index(doc), "fkgl": r.flesch_kincaid_grade_level(doc),
                           "flesch": r.flesch_reading_ease(doc), "fog": r.gunning_fog_index(doc),
                           "coleman_liau": r.coleman_liau_index(doc)},
                "counts": {"sentences": basics.n_sents(doc), "words": len(own), "letters": basics.n_chars(own),
                           "syllables": basics.n_syllables(own, lang="en"), "polysyllables": poly, "hard": poly}})
json.dump(out, sys.stdout)
"""

_SYLLABLE = """
import {readFileSync} from "node:fs";
import {syllable} from "syllable"; import {smogFormula} from "smog-formula"; import {flesch} from "flesch";
import {fleschKincaid} from "flesch-kincaid"; import {gunningFog} from "gunning-fog";
import {colemanLiau} from "coleman-liau"; import {daleChallFormula} from "dale-chall-formula";
import {daleChall} from "dale-chall";
const easy = new Set(daleChall);
const out = JSON.parse(readFileSync(0)).map(text => {
  const words = text.flat(), many = words.map(w => syllable(w)), sentence = text.length, word = words.length;
  const polysillabicWord = many.filter(n => n >= 3).length, sum = many.reduce((a, b) => a + b, 0);
  const letter = words.join("").length;
  const difficult = words.filter(w => !easy.has(w.toLowerCase())).length;
  return {scores: {
      smog: smogFormula({sentence, polysillabicWord}), flesch: flesch({sentence, word, syllable: sum}),
      fkgl: fleschKincaid({sentence, word, syllable: sum}),
      fog: gunningFog({sentence, word, complexPolysillabicWord: polysillabicWord}),
      coleman_liau: colemanLiau({sentence, word, letter}),
      dale_chall: daleChallFormula({word, sentence, difficultWord: difficult})},
    counts: {sentences: sentence, words: word, syllables: sum, polysyllables: polysillabicWord,
             hard: polysillabicWord, letters: letter, difficult},
    words: Object.fromEntries(words.map((w, k) => [w, many[k]]))};
});
process.stdout.write(JSON.stringify(out));
"""

SCRIPTS = {"readability": _READABILITY, "metrics": _METRICS, "textacy": _TEXTACY, "syllable": _SYLLABLE}


def ask(which: str, where: str, texts: Sequence[Text]) -> list[dict[str, Any]]:
    """Give what the program says of each text; `where` is a Python, for npm's the folder with node_modules."""
    script = SCRIPTS[which]
    command = ["node", "--input-type=module", "-e", script] if which == "syllable" else [where, "-c", script]
    done = subprocess.run(
        command, input=json.dumps(texts), capture_output=True, text=True, check=True,
        cwd=Path(where) if which == "syllable" else None,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def compare(ours: Sequence[tuple[Counts, dict[str, float]]], theirs: Sequence[dict[str, Any]]) -> None:
    """Print, for each formula, how far the two agree, and the mean difference parted by its two causes.

    `counted` is what is left when our formula works on their counts; `formula` is what their formula makes of the same
    counts. The two add up to the mean difference.
    """
    print(f"{len(ours)} pages; their counts for each of ours, in percent: {_ratios(ours, theirs)}")
    print("| formula | correlation | mean (ours − theirs) | of it counted | of it formula | largest |")
    print("| --- | --- | --- | --- | --- | --- |")
    for formula in FORMULAS["en"]:
        rows = [
            (mine[formula.id], formula.score(_counts(other["counts"])), other["scores"][formula.id])
            for (_, mine), other in zip(ours, theirs, strict=True) if formula.id in other["scores"]
        ]
        if not rows:
            continue
        most = max((a - c for a, _, c in rows), key=abs)
        print(
            f"| {formula.id} | {statistics.correlation([a for a, _, _ in rows], [c for _, _, c in rows]):.3f} "
            f"| {statistics.mean(a - c for a, _, c in rows):+.2f} | {statistics.mean(a - b for a, b, _ in rows):+.2f} "
            f"| {statistics.mean(b - c for _, b, c in rows):+.2f} | {most:+.2f} |"
        )


def _counts(found: dict[str, int]) -> Counts:
    return Counts(**found)


def _ratios(ours: Sequence[tuple[Counts, dict[str, float]]], theirs: Sequence[dict[str, Any]]) -> str:
    said = []
    for key in ("sentences", "words", "syllables", "polysyllables", "hard", "letters", "difficult"):
        own = sum(getattr(counts, key) for counts, _ in ours)
        other = sum(row["counts"].get(key, 0) for row in theirs)
        if other:
            said.append(f"{key} {100 * other / own:.1f}")
    return ", ".join(said)
