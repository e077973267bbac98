"""The book's models: plain numpy functions, one concept a file. They know neither widgets nor charts."""
