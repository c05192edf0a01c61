"""Documents put together: one story however often printed, one event however often told."""
