"""What is told to have happened: acts, their parties and goods, when, and which tellings are one event."""
