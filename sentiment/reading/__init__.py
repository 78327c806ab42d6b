"""From text to tone: words, rules, sentences, whose tone it is, articles, sessions."""
