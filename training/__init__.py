"""Recipe of the compact French-English model: data, vocabulary, training, export, packaging.

Each step is a command, ``python -m training.<step>``; README.md tells the order.
"""
