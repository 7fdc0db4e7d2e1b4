"""What a newsroom writes itself: rules and suppressions."""
