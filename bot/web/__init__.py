"""The console: what a person of the team sees and does in a browser."""
