"""The composition root: builds the desk from its settings, runs it, and shuts it down."""
