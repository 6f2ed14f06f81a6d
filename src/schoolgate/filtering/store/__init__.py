"""The compiled store: one file, never changed once written, mapped into memory by every process that decides.

``layout`` says what the file holds, ``writing`` makes one, ``reading`` answers from one, ``following`` notices that
another has taken its place, ``judging`` refuses one that should not.
"""
