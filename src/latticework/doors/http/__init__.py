"""The HTTP door: every verb under `/v1`, one envelope, one shape of error. Needs the extra `web`; no judgement here."""
