"""What people may ask of those who hold their words: to see them, to have them erased, in time.

In: a contact, a receipt code, an address, or a period that has run out. Out: nothing of the
person anywhere but in counts, and a record that says how much went, never whose.
"""
