"""What every other package stands on: reading data, files, programs, workers."""
