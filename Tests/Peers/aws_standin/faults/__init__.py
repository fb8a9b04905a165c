"""What goes wrong, by seed: the same seed and the same requests get the same faults."""
