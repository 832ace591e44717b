"""Read: from bytes to reports whose every character leads back to the bytes."""
