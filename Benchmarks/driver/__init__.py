"""Takes the measurements of `make bench` and reports them; Python's standard library only."""
