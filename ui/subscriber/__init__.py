"""Who writes: his profile, his money, his earlier conversations."""
