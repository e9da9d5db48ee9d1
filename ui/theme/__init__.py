"""How the console looks: tokens, fonts, icons and style sheets; nothing else names a colour."""
