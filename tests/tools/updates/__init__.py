"""The parts of simulate_updates.py: an author who edits a deck, learners who study it, and the expected outcomes."""
