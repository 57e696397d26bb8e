"""Typed errors: what went wrong, where, and what to do next, in one line."""

from __future__ import annotations


class KgError(Exception):
    """An error a user can act on.

    Args:
        message: what went wrong and where, one line.
        hint: what to do next, one line.
    """

    code = "KG000"
    exit_status = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        line = f"{self.code}: {self.message}"
        return f"{line} — {self.hint}" if self.hint else line


class InputError(KgError):
    """An input cannot be read: missing, empty, binary, in another language."""

    code = "KG100"
    exit_status = 1


class UsageError(KgError):
    """The command or call cannot mean what was asked."""

    code = "KG200"
    exit_status = 2


class OutputError(KgError):
    """A result cannot be written; what was there before is still whole."""

    code = "KG300"
    exit_status = 1


class MissingPart(KgError):
    """Something has to be installed first."""

    code = "KG500"
    exit_status = 4


class TimeLimit(KgError):
    """A question took longer than it may."""

    code = "KG600"
    exit_status = 1


class MemoryLimit(KgError):
    """A question took more memory than it may."""

    code = "KG601"
    exit_status = 1
