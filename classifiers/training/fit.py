# pyright: basic
# Torch's types are too loose for strict checking.
"""The training loop: seeded, shown, and taken up again where it was interrupted."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import torch
from tokenizers import Tokenizer

from classifiers.training.examples import Example
from classifiers.training.network import CareModel
from classifiers.training.targets import loss, targets

MAX_TOKENS = 96
FROZEN = 4
_GAPS = 0.05
_UNKNOWN = 3
"""The number of the unknown piece; the special ones lie below."""

_SAVE_EVERY = 100
_POOL = 50
"""Batches are cut from this many at once, sorted by length, so that little padding is computed."""

Tell = Callable[[int, int, float], None]
"""Called with steps done, steps in all, and the running loss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How to train. Learning rates are for the encoder; the heads learn `head_factor` times as fast.

    The lowest `frozen` layers stay as they are, like the word vectors: what they know is good for every task, and the
    way back through them would cost time. None: only the heads learn.
    """

    rate: float = 1e-4
    head_factor: float = 10.0
    batch: int = 24
    warm_up: float = 0.1
    seed: int = 7
    frozen: int | None = FROZEN


def fit(
    model: CareModel,
    tokenizer: Tokenizer,
    epochs: Sequence[Sequence[Example]],
    schedule: Schedule,
    *,
    checkpoint: Path | None = None,
    tell: Tell = lambda done, total, running: None,
) -> None:
    """Train `model` in place on the epochs, in order. With a `checkpoint` file, go on where an earlier run stopped."""
    torch.manual_seed(schedule.seed)
    batches = [batch for number, epoch in enumerate(epochs) for batch in _batches(epoch, tokenizer, schedule, number)]
    _freeze(model, schedule.frozen)
    optimizer = _optimizer(model, schedule)
    rates = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, len(batches), schedule))
    mark = _fingerprint(model, batches, schedule)
    start = _resume(checkpoint, mark, model, optimizer, rates)
    model.train()
    running = 0.0
    for step in range(start, len(batches)):
        torch.manual_seed(schedule.seed * 1_000_003 + step)  # the same dropout after an interruption
        value = _step(model, tokenizer, batches[step], optimizer)
        rates.step()
        running = value if step == start else 0.98 * running + 0.02 * value
        tell(step + 1, len(batches), running)
        if checkpoint and (step + 1) % _SAVE_EVERY == 0:
            _save(checkpoint, mark, step + 1, model, optimizer, rates)
    model.eval()


def _freeze(model: CareModel, layers: int | None) -> None:
    model.encoder.requires_grad_(layers is not None)
    model.encoder.embeddings.requires_grad_(False)
    for layer in model.encoder.encoder.layer[: layers or 0]:
        layer.requires_grad_(False)


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """Token numbers and mask, padded to the longest of the batch."""
    rows = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    rows = [row if len(row) <= MAX_TOKENS else [*row[: MAX_TOKENS - 1], row[-1]] for row in rows]
    width = max(map(len, rows))
    ids = torch.tensor([row + [1] * (width - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
    return ids, mask


def _step(model: CareModel, tokenizer: Tokenizer, batch: Sequence[Example], optimizer: torch.optim.Optimizer) -> float:
    ids, mask = encode(tokenizer, [example.text for example in batch])
    ids = _with_gaps(ids)
    with torch.autocast("cpu", torch.bfloat16):
        logits, _pooled = model(ids, mask)
    value = loss(logits, targets(batch))
    optimizer.zero_grad(set_to_none=True)
    value.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return value.item()


def _with_gaps(ids: torch.Tensor) -> torch.Tensor:
    """Some word pieces made unreadable, so that no message is learnt by heart; each time others."""
    gaps = (torch.rand(ids.shape) < _GAPS) & (ids > _UNKNOWN)
    return ids.masked_fill(gaps, _UNKNOWN)


def _batches(
    epoch: Sequence[Example], tokenizer: Tokenizer, schedule: Schedule, number: int
) -> Iterator[list[Example]]:
    turn = random.Random(f"{schedule.seed} {number}")  # noqa: S311 - shuffling, not secrets
    order = turn.sample(list(epoch), len(epoch))
    made: list[list[Example]] = []
    for place in range(0, len(order), schedule.batch * _POOL):
        pool = sorted(order[place : place + schedule.batch * _POOL], key=lambda example: len(example.text))
        made += [pool[cut : cut + schedule.batch] for cut in range(0, len(pool), schedule.batch)]
    turn.shuffle(made)
    yield from made


def _optimizer(model: CareModel, schedule: Schedule) -> torch.optim.Optimizer:
    heads = list(model.heads.parameters())
    encoder = [part for part in model.encoder.parameters() if part.requires_grad]
    matrices = [part for part in encoder if part.ndim > 1]
    others = [part for part in encoder if part.ndim <= 1]
    return torch.optim.AdamW(
        [
            {"params": matrices, "lr": schedule.rate, "weight_decay": 0.01},
            {"params": others, "lr": schedule.rate, "weight_decay": 0.0},
            {"params": heads, "lr": schedule.rate * schedule.head_factor, "weight_decay": 0.01},
        ],
        fused=True,
    )


def _rate(step: int, total: int, schedule: Schedule) -> float:
    warm = max(1, int(total * schedule.warm_up))
    return (step + 1) / warm if step < warm else max(0.0, (total - step) / max(1, total - warm))


def _fingerprint(model: CareModel, batches: Sequence[Sequence[Example]], schedule: Schedule) -> str:
    """Changes with the start, the data and the schedule, so that a checkpoint never continues another training."""
    digest = sha256(repr(schedule).encode())
    for name, weights in model.state_dict().items():
        digest.update(f"{name} {weights.double().sum().item()!r}".encode())
    for batch in batches:
        for example in batch:
            digest.update(f"{example.text}{example.labels}".encode())
    return digest.hexdigest()


def _save(path: Path, mark: str, step: int, model: CareModel, optimizer: torch.optim.Optimizer, rates: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = {"model": model, "optimizer": optimizer, "rates": rates}
    state = {name: part.state_dict() for name, part in parts.items()}  # type: ignore[attr-defined]
    unfinished = path.with_suffix(".part")
    torch.save(state | {"mark": mark, "step": step}, unfinished)
    unfinished.replace(path)


def _resume(path: Path | None, mark: str, model: CareModel, optimizer: torch.optim.Optimizer, rates: object) -> int:
    if path is None or not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    if state["mark"] != mark:
        return 0
    for name, part in {"model": model, "optimizer": optimizer, "rates": rates}.items():
        part.load_state_dict(state[name])  # type: ignore[attr-defined]
    return state["step"]
