"""Who may edit: an allow-list of chat ids from the settings."""

from __future__ import annotations

import hmac

from digests.errors import BadInput


def editors_of(setting: str) -> frozenset[int]:
    """The chat ids of `KHABAR_EDITORS`, comma-separated. Raises BadInput without showing what stands there."""
    try:
        return frozenset(int(part) for part in setting.split(",") if part.strip())
    except ValueError:
        raise BadInput("KHABAR_EDITORS: chat ids separated by commas are expected") from None


def is_editor(user_id: int, editors: frozenset[int]) -> bool:
    """Whether `user_id` stands on the list; takes as long for a stranger as for an editor."""
    found = False
    for editor in editors:
        found |= hmac.compare_digest(str(editor).encode(), str(user_id).encode())
    return found
