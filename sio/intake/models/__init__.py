"""What the intake keeps; one file per noun."""

from __future__ import annotations

from sio.intake.models.enquiry import Enquiry, EnquiryTopic
from sio.intake.models.window import WindowChange

__all__ = ["Enquiry", "EnquiryTopic", "WindowChange"]
