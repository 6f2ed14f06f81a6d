"""What people read and sign: the policy read and understood, and the questions asked about it."""
