"""What adults must know and do know: courses, who needs which, who took them, and until when that holds."""
