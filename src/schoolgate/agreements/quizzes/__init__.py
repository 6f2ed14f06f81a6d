"""Short quizzes that show whether something was understood: plain values, drawn by a seed, marked without a table."""
