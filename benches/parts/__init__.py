"""The parts of the benchmark: each measures one thing and returns the results to be stored."""
