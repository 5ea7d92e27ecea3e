"""Cutting the vocabulary: 250,000 word pieces of a hundred languages down to those that eight languages use.

Pieces keep their scores, so cutting one only splits its words into smaller pieces.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from tokenizers import Tokenizer

SIZE = 35_000
_SEEN = 3
"""A piece that the training texts hold this often is kept."""

_WORDS = 60_000
"""How many of the most frequent words of each language are looked at."""

_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_FULL, _HALF = ("en", "it", "pl", "ro"), ("es", "fr", "de", "pt")


def choose(tokenizer: dict[str, Any], texts: Sequence[str]) -> list[int]:
    """The numbers of the pieces to keep, in order: specials, single characters, marks, then by use."""
    pieces: list[str] = [piece for piece, _score in tokenizer["model"]["vocab"]]
    splitter = Tokenizer.from_str(json.dumps(tokenizer))
    seen = _count(splitter, texts)
    kept = dict.fromkeys(range(len(_SPECIAL)))
    kept |= dict.fromkeys(number for number, piece in enumerate(pieces) if _indispensable(piece))
    kept |= dict.fromkeys(number for number, count in seen.items() if count >= _SEEN)
    use = _frequencies(splitter)
    for number, _ in use.most_common():
        if len(kept) >= SIZE:
            break
        kept[number] = None
    return sorted(kept)[:SIZE]


def cut(tokenizer: dict[str, Any], kept: Sequence[int]) -> dict[str, Any]:
    """The tokenizer with only these pieces, numbered anew; the mask token is gone."""
    vocabulary = tokenizer["model"]["vocab"]
    model = tokenizer["model"] | {"vocab": [vocabulary[number] for number in kept]}
    added = [token for token in tokenizer["added_tokens"] if token["content"] in _SPECIAL]
    return tokenizer | {"model": model, "added_tokens": added}


def _indispensable(piece: str) -> bool:
    bare = piece.removeprefix("▁")
    if len(bare) <= 1:
        return _european(bare)
    return len(bare) <= 5 and not any(character.isalpha() for character in bare)


def _european(character: str) -> bool:
    """Latin, Greek and Cyrillic letters, digits, marks and emoji; not the thousands of ideographs."""
    return not character.isalpha() or ord(character) < 0x530 or 0x1E00 <= ord(character) < 0x2000


def _count(splitter: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    found: Counter[int] = Counter()
    for encoding in splitter.encode_batch(list(texts), add_special_tokens=False):
        found.update(encoding.ids)
    return found


def _frequencies(splitter: Tokenizer) -> Counter[int]:
    from wordfreq import top_n_list, word_frequency  # noqa: PLC0415 - loads large lists

    use: Counter[int] = Counter()
    for language in (*_FULL, *_HALF):
        share = 1.0 if language in _FULL else 0.5
        words: list[str] = top_n_list(language, _WORDS)
        weights = [share * float(word_frequency(word, language)) for word in words]
        for form, part in ((str, 1.0), (str.capitalize, 0.3), (_hashtag, 0.02)):
            encodings = splitter.encode_batch([form(word) for word in words], add_special_tokens=False)
            for encoding, weight in zip(encodings, weights, strict=True):
                for number in encoding.ids:
                    use[number] += weight * part  # pyright: ignore[reportArgumentType] - a counter of shares
    return use


def _hashtag(word: str) -> str:
    return f"#{word}"
