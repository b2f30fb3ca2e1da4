"""Build the derived tables of `config/tables` from the development sentences. For maintainers:

    python -m tests.eval.build_tables

`letters.tsv` (letter n-grams by language) is learned from the parallel sentences and from `neighbours/*.txt`, short
samples of our own in the neighbouring languages; `strangers.tsv` likewise, from `strangers/*.txt` and our own
trilingual statements; `words.bin` (a word table, IBM model 1) from the parallel sentences and those statements. The
tables are derived from CC BY-SA 4.0 sentences: see NOTICE.
"""

from __future__ import annotations

from config import TABLES
from digests.language import translation
from tests.eval import learn_letters, learn_words
from tests.eval.sentences import load


def main() -> None:
    rows = load()
    (TABLES / "letters.tsv").write_text(learn_letters.table(rows), encoding="utf-8")
    (TABLES / "strangers.tsv").write_text(learn_letters.strangers([*rows, *learn_words.ours()]), encoding="utf-8")
    learned = learn_words.learn(learn_words.stemmed([*rows, *learn_words.ours()]))
    (TABLES / "words.bin").write_bytes(translation.pack(learned))


if __name__ == "__main__":
    main()
