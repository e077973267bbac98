"""The whole book as one document, made from the built pages: what `make pdf` prints.

`contents` says which pages and in what order, `article` takes one page's text and leaves its controls behind, `links`
makes every address one of the document or of the web, `numbers` numbers figures, formulas and exercises by chapter,
`solutions` moves the answers to the end, and `document` puts all of it between a title page and the last solution.
"""
