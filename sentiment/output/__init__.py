"""How results leave: numbers in words, tables, workbooks, notebooks."""
