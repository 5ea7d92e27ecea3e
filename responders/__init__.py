"""What the desk proposes to say, and what must never be said."""
