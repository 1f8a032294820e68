"""What helps, and who said so: documents, editions, provisions, evidence.

A provision is a numbered statement somebody has undertaken to put into practice; its wording
lives in an edition, so a new edition can be laid beside the old. Never invents a priority:
unknown stays unknown. Three words to know: edition (a document as it stood), provision (the
number that stays), wording (what the number says in one edition).
"""
