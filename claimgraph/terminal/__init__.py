"""What all commands share: their options, how they name things, write results, report progress and fail."""
