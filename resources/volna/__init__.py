"""The invented operator «Волна»: facts, articles, canned replies, subscribers, recorded dialogs."""
