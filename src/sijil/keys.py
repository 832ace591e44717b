"""The keys of stages: digests of all that an output depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from sijil.config import Config
from sijil.errors import StageError
from sijil.packs import Packs
from sijil.records import canonical, digest
from sijil.stage import Stage


def stage_base(stage: Stage, config: Config, packs: Packs) -> str:
    """Return the digest of all that a stage's output depends on, its input rows apart.

    Raises:
        StageError: If the stage names a setting that the configuration does not have.
    """
    settings = stage_settings(stage, config)
    assets = [digest_asset(name) for name in stage.assets]
    return digest(canonical([stage.name, stage.version, settings, packs.digest(stage.parts), stage.decisions, assets]))


def stage_settings(stage: Stage, config: Config) -> dict[str, object]:
    """Return the values of the settings that a stage names.

    Raises:
        StageError: If the configuration does not have one of them.
    """
    unknown = [name for name in stage.settings if not hasattr(config, name)]
    if unknown:
        raise StageError(f"stage {stage.name!r} uses the unknown setting {unknown[0]!r}", remedy="add it to config.py")
    return {name: getattr(config, name) for name in stage.settings}


def digest_asset(name: str) -> str:
    """Return the sha256 of a file of the package, given by its path in the package.

    Raises:
        StageError: If there is no such file.
    """
    path = Path(__file__).parent / name
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StageError(f"{path}: {error.strerror}", remedy="install Sijil again: the package is not whole") from error


def stage_key(stage: Stage, base: str, digests: Mapping[str, str]) -> str:
    """Return the key of a stage for one unit, from the digests of its input rows by type."""
    inputs = {kind.__name__: digests[kind.__name__] for kind in stage.reads}
    return digest(base.encode(), canonical(inputs))
