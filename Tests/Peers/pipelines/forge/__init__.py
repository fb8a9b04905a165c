"""The platforms' APIs, as much of them as the examples use, on loopback and strict."""
