"""The page as text: even characters, passages, sentences, quotations, figures."""
