"""Facts, findings and duties; runs the controls and keeps every promise's standing."""
