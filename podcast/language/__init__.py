"""What is known of a language: genders, sentences, noun phrases, key phrases."""
