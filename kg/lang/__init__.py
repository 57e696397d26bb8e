"""Languages: one folder each, holding data (frames, cues, gazetteers, weights) and nothing an engine must know."""
