"""Events in, findings out: the law as data and the engine that applies it."""
