"""Words to model input: word pieces and word shapes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sijil.language.abbreviations import STAND_INS
from sijil.language.tokens import clean_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer

SHAPES = ("none", "lower", "title", "caps", "mixed", "digit", "initial", "letter", "other")
_CACHED_WORDS = 65_536
_SHORT = 2  # letters of words that stand in lower case among capitals too ("d", "al")


def word_shape(word: str, *, initial: bool = False) -> int:
    """Number of the shape of a word; the encoder itself sees lower case only.

    Args:
        word: The word as written.
        initial: Whether it opens its sentence, where a capital says nothing.

    Returns:
        An index into `SHAPES`.
    """
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return SHAPES.index("digit" if any(c.isdigit() for c in word) else "other")
    if all(c.islower() for c in letters):
        return SHAPES.index("lower")
    if len(letters) == 1:
        return SHAPES.index("initial" if initial else "letter")
    if all(c.isupper() for c in letters):
        return SHAPES.index("caps")
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return SHAPES.index("initial" if initial else "title")
    return SHAPES.index("mixed")


def sentence_shapes(words: Sequence[str]) -> list[int]:
    """Shapes of the words of a sentence; the first word with a letter is its initial one."""
    first = next((i for i, word in enumerate(words) if any(c.isalpha() for c in word)), -1)
    return [word_shape(word, initial=i == first) for i, word in enumerate(words)]


def plain_names(words: Sequence[str]) -> list[str]:
    """The words of a sentence as the encoder should see them, without capitals: "IS" is a name and not "is".

    In a line all in capitals an everyday word may be what it looks like, and stays.
    """
    if not any(word.islower() and len(word) > _SHORT for word in words):
        return list(words)
    return [STAND_INS.get(word, word) for word in words]


class WordPieces:
    """WordPiece splitting of single words (Devlin et al. 2019), uncased, with a bounded memory.

    Args:
        vocabulary: The pieces, in order of their numbers.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Build the tokenizer; nothing is padded, cut or treated as a special token."""
        numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.pad, self.unknown = numbers["[PAD]"], numbers["[UNK]"]
        self.start, self.stop = numbers["[CLS]"], numbers["[SEP]"]
        self.mask = numbers["[MASK]"]
        self._tokenizer = _tokenizer(numbers)
        self.split = lru_cache(maxsize=_CACHED_WORDS)(self._split)

    def _split(self, word: str) -> tuple[int, ...]:
        """Piece numbers of one word, at least one."""
        ids = self._tokenizer.encode(clean_word(word), add_special_tokens=False).ids
        return tuple(ids) or (self.unknown,)


def _tokenizer(numbers: dict[str, int]) -> Tokenizer:
    """An uncased BERT tokenizer over a vocabulary."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers  # noqa: PLC0415

    tokenizer = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer
