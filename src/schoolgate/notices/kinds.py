"""What becomes of letters, in the permanent record. To whom and about what stays here."""

from schoolgate.ledger.kinds import kind

SENT = kind("notice.sent", "sent a letter", letter="which kind", channel="by which way")
NOT_SENT = kind("notice.not-sent", "could not send a letter", letter="which kind", why="failed, lapsed or unsure")
AGAIN = kind("notice.sent-again", "asked for a letter to be sent again", letter="which kind")
SETTLED = kind("notice.settled", "said that a letter is no longer needed", letter="which kind")
