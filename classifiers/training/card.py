"""The model card: what the model is, what it learnt from, how good it is and what it must not be used for."""

import json
from collections.abc import Sequence
from pathlib import Path

from classifiers.evaluation.figures import as_markdown
from classifiers.model_files import CARD, CONFIG, MODEL, TOKENIZER, Manifest
from classifiers.training.calibrate import UNSURE_SHARE
from classifiers.training.fit import FROZEN
from classifiers.training.recipe import PublicSet

_FRAME = """---
language: [en, it, pl, ro, es, fr, de, pt]
license: apache-2.0
base_model: intfloat/multilingual-e5-small
pipeline_tag: text-classification
---

# {model}

A small classifier of messages that customers write to companies on social channels. For each message it tells whether
it is a complaint, how urgent it is (low, normal, high, critical), its tone, its topic (22), and risks that a person
must see (self-harm, threat, abuse, legal, minor, health). English, Italian, Polish and Romanian to one standard;
Spanish, French, German and Portuguese usefully.

{layers} layers of {width}, {vocabulary} word pieces, up to {max_tokens} tokens at a time; ONNX in eight bits, word
vectors in four ({size:.1f} MB). It is multilingual-e5-small (MIT) with its vocabulary cut and one linear layer on the
mean of the last hidden states. Word vectors and the lowest {frozen} layers stay as they were; the rest was fine-tuned.
Probabilities are calibrated per head, and thresholds per language, on messages that training did not see; the least
certain {unsure:.0%} are marked unsure.

## What it learnt from

{data}

## How good it is

On the part of the corpus that was kept aside as hard cases and never seen in training or calibration:

{scores}
Shares in points of a hundred. `ascolto evaluate` measures them again.

## What it must not be used for

- To decide alone. It puts messages in front of people in a good order; people decide. Nothing is closed or sent because
  this model says so, and a message without a flag may still be a cry for help.
- To judge people: not customers' characters, health or truthfulness, not employees' performance.
- To watch over speech: its flags are for care, not for moderation, policing or profiling.
- In other languages, for long documents, or for speech turned into text: it was not measured there.

## Limits

Irony that needs knowledge of the world, very short messages without their thread, dialects and languages mixed within a
sentence are often misread. The corpus was written for this project: invented brands, many industries, the way people
type; real traffic of one brand is narrower and different, so train on your own corrections (`ascolto train`).
"""

CORPUS = "- The corpus of Ascolto (Apache-2.0): care messages written for this project, every label read twice."


def write_card(manifest: Manifest, folder: Path, sources: Sequence[str]) -> None:
    """`README.md` of a model folder, from its manifest and files; `sources` are lines of a list."""
    tokenizer = json.loads((folder / TOKENIZER).read_text(encoding="utf-8"))
    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    text = _FRAME.format(
        model=manifest.model,
        vocabulary=f"{len(tokenizer['model']['vocab']):,}",
        layers=config["num_hidden_layers"],
        width=config["hidden_size"],
        frozen=FROZEN,
        max_tokens=manifest.max_tokens,
        size=(folder / MODEL).stat().st_size / 1e6,
        unsure=UNSURE_SHARE,
        data="\n".join(sources),
        scores=as_markdown(manifest.scores["held_out"]),
    )
    (folder / CARD).write_text(text, encoding="utf-8")


def lesson(entry: PublicSet) -> str:
    """What the model learnt from a public set."""
    what = "tone" if entry.sentiment else "risks"
    return f"- {entry.name} ({entry.licence}), {entry.source}: {what}{', complaints' if entry.no_complaint else ''}."
