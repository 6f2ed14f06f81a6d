"""PDFs that carry their text: words with places and sizes, made into lines, tables, paragraphs and headings again."""
