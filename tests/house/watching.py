"""Who sees what of monitoring: rows of the who-sees-what table, apart since the table is long."""

from house.sights import Row, at, everywhere

GOVERNING = {"governors", "online-safety-governor", "chair"}
LEADERS = {"administrator", "head", "dsl", "online-safety-lead", "slt", "deputy-dsl"}
LOOK_PROPOSERS = {"head", "slt", "dsl", "deputy-dsl", "online-safety-lead"}
GRANT_READERS = LOOK_PROPOSERS | GOVERNING | {"dpo", "auditor"}

WATCHING: dict[str, Row] = {
    "monitoring.grants": at(GRANT_READERS),
    "monitoring.propose_grant": at(LOOK_PROPOSERS),
    "monitoring.grant": at(GRANT_READERS, finding="none"),
    "monitoring.ask": at(LOOK_PROPOSERS),
    "monitoring.look": at(LOOK_PROPOSERS, finding="none"),
    "monitoring.looks": at({"head", "dsl", "chair", "dpo"}),
    "monitoring.looked": at({"head", "dsl", "chair", "dpo"}, finding="none"),
    "monitoring.seconds": at(LOOK_PROPOSERS | GOVERNING),
    "monitoring.coverage": at(LEADERS | GOVERNING | {"dpo", "auditor", "computing-lead", "it-lead"}),
    "monitoring.requests": at({"head", "dsl"}),
    "monitoring.access": at({"head", "dsl"}, finding="none"),
    "monitoring.access_file": at({"head", "dsl"}, finding="none"),
    "monitoring.about": everywhere("yes"),
}
