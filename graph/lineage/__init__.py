"""Where claims come from: what is on record, what is held up, how many roots there are, and what all of it rests on."""
