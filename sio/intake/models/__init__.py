"""What the intake keeps; one module per noun."""

from __future__ import annotations

from sio.intake.models.assessment import Assessment
from sio.intake.models.enquiry import Enquiry, EnquiryTopic
from sio.intake.models.window import WindowChange

__all__ = ["Assessment", "Enquiry", "EnquiryTopic", "WindowChange"]
