"""What may be refused when figures are asked for (docs/errors.md)."""

from __future__ import annotations

from sio.core.errors import DomainError


class CubeUnknown(DomainError):
    code = "statistics.cube_unknown"


class YearsImpossible(DomainError):
    code = "statistics.years_impossible"


class ThresholdImpossible(DomainError):
    code = "statistics.threshold_impossible"


class ExportNeedsReason(DomainError):
    code = "statistics.export_needs_reason"


class ExportReasonTooLong(DomainError):
    code = "statistics.export_reason_too_long"


class ExportOptionsClash(DomainError):
    code = "statistics.export_options_clash"
