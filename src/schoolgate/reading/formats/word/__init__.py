"""Word documents (.docx): paragraphs, styles, numbering and tables, read straight from the document's own XML."""
