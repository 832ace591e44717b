"""What the model file says about itself: card, licence and credits."""

# ruff: noqa: E501 (plain text)

from __future__ import annotations

LICENCE = """
The weights in this file are licensed under the Creative Commons Attribution-ShareAlike 4.0 International licence
(CC BY-SA 4.0), https://creativecommons.org/licenses/by-sa/4.0/legalcode, because they were fitted to corpora under that
licence. They were made from the weights of all-MiniLM-L6-v2 (sentence-transformers; base MiniLM by Microsoft), which are
licensed under the Apache License, Version 2.0, https://www.apache.org/licenses/LICENSE-2.0; you may not use those except
in compliance with that licence; they are distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND.
Changes: fine-tuned with added layers, pooler removed, quantised to int8.
""".strip()

CREDITS = """
* English Web Treebank, Universal Dependencies (UniversalDependencies/UD_English-EWT): Silveira, de Marneffe, Schuster,
  Manning and others, CC BY-SA 4.0.
* Universal NER for EWT (UniversalNER/UNER_English-EWT), CC BY-SA 4.0.
* PropBank release (propbank/propbank-release), CC BY-SA 4.0.
* re3d (dstl/re3d): Aleph Insights and Committed Software for Dstl. Contains public sector information licensed under the
  Open Government Licence v3.0; US Central Command and US State Department text is in the public domain; Australian
  Department of Foreign Affairs text CC BY 3.0 AU; Wikipedia text CC BY-SA 3.0 (articles named in the corpus).
""".strip()

CARD = """
Sijil language model. Reads English sentences: UPOS tags, Universal Dependencies tree (EWT conventions), names (PER, LOC,
ORG), PropBank predicates and roles, and a sentence vector kept near that of the base model.
Base: all-MiniLM-L6-v2 (6 layers, 384 wide, uncased), with an added embedding of word shapes.
Trained on the train parts of UD English EWT, Universal NER for EWT, PropBank for EWT and re3d, with names swapped and
letters changed in a part of the sentences; int8 weights (dynamic quantisation).
Limits: web text and news of some regions only; English only; names and roles are right in about three of four cases.
Not for identifying or tracking persons.
""".strip()
