"""Pictures of others on our screen: decoded in a process of their own, small, and kept as long."""
