"""One small kind of learned model — sparse, linear, in numpy — and its training.

In: categorical features (`linear.Columns`), weights from `lang/<language>/weights`.  Out: scores, and the features that
decided.  Nothing of spaCy, `extract`, `resolve` or the back half is imported by `linear`; `train` and its tasks also
use `nlp`, and are never imported by the chain.
"""
