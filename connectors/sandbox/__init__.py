"""Simulated platforms for the demo, for training people and for tests: real HTTP, invented customers, no network."""
