"""Frozen result types. They flow one way and import the standard library only.

``Document -> Segment -> BackTranslation -> Score -> Finding -> Report``
"""
