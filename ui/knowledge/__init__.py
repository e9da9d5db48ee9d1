"""The knowledge base beside a conversation: found as one types, read, inserted."""
