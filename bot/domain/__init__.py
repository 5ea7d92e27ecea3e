"""Values and rules of the desk, in plain Python: no I/O, no clocks of their own, nothing to mock."""
