"""By what right something the record said may be erased. Each is a choice, recorded with the erasure for ever."""

from enum import StrEnum


class Authority(StrEnum):
    DATA_SUBJECT = "data-subject"
    RETENTION = "retention"
    COURT = "court"
    REGULATOR = "regulator"
    MISTAKE = "mistake"

    @property
    def words(self) -> str:
        """Ends the sentence "3 were erased, under ..."."""
        return WORDS[self]


WORDS = {
    Authority.DATA_SUBJECT: "a person's right to have it erased",
    Authority.RETENTION: "the school's retention schedule",
    Authority.COURT: "an order of a court",
    Authority.REGULATOR: "an order of the data protection regulator",
    Authority.MISTAKE: "the duty to take out what was entered by mistake",
}
