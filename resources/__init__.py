"""What ships beside the code: icons, fonts, themes, translations, the invented operator «Волна»."""
