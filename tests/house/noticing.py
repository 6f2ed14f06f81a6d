"""Who sees what of alerts: rows of the who-sees-what table, apart since the table is long."""

from house.sights import Row, at

STAFF = {"computing-lead", "it-lead", "office", "teachers", "support-staff"}
LEADERS = {"administrator", "head", "dsl", "online-safety-lead", "slt", "deputy-dsl"}
GOVERNING = {"governors", "online-safety-governor", "chair", "dpo", "auditor"}

NOTICING: dict[str, Row] = {
    "monitoring.check": at({"dsl", "deputy-dsl"}),  # never the head, nor whoever looks after the machines
    "monitoring.rules": at({"head", "dsl", "deputy-dsl"}),
    "monitoring.words": at({"head", "dsl", "deputy-dsl"}),
    "monitoring.readers": at(LEADERS | GOVERNING | STAFF),
}
