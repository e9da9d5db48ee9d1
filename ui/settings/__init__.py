"""What a person sets up for himself: one window, a page for each subject."""
