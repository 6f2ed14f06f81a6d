"""Who sees what of machines and accounts: rows of the who-sees-what table, apart since the table is long."""

from house.sights import Row, at

TECHNICIANS = {"administrator", "it-lead"}

MACHINERY: dict[str, Row] = {
    "estate.machines": at(TECHNICIANS),
    "estate.add": at(TECHNICIANS),
    "estate.places": at(TECHNICIANS),
    "estate.tokens": at(TECHNICIANS),
    "estate.which": at(TECHNICIANS),
    "estate.accounts": at(TECHNICIANS | {"head"}),
    "estate.account": at(TECHNICIANS | {"head"}, finding="none"),
    "estate.directories": at(TECHNICIANS | {"head"}),
    "estate.directory": at(TECHNICIANS | {"head"}, finding="none"),
    "estate.device": at(TECHNICIANS, finding="none"),
    "estate.who": at({"head", "dsl", "deputy-dsl", "online-safety-lead"}),
}
