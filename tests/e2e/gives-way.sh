#!/bin/sh
# Chromium that gives way as much as who starts it. Playwright makes a session of it, and
# Linux shares time out between sessions first (sched(7), "autogroup"): nice alone is
# only worth something within one.
{ nice > /proc/self/autogroup; } 2>/dev/null
exec chromium "$@"
