"""The way of a mention to its answer: one stage, one file, one coroutine. Rows are the truth, the engine only hints."""
