"""What is answered over HTTP; a room for each subject, imported only by ``tidewaiter serve``."""
