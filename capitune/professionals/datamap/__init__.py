"""What is kept of professionals: their practice, their licences and how these were checked."""

from capitune.professionals.datamap import credentials, directory, practice, request

__all__ = ["credentials", "directory", "practice", "request"]
