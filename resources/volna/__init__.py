"""The invented operator «Волна»: its facts, articles, canned replies, subscribers and recorded dialogs."""
