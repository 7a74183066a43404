"""The parts of make.py, by subject."""
