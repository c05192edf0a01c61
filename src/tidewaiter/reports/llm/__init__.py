"""A reader that asks a language model behind an OpenAI-compatible endpoint, and believes none of its words unseen."""
