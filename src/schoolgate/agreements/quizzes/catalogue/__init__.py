"""One file a quiz: plain values."""
