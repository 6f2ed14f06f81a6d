"""A list of devices, from a spreadsheet or an asset register: what each is, what it is known by, whose, and where."""

from collections.abc import Mapping

from schoolgate.feeds.contract import Column, Example
from schoolgate.feeds.tabular import table_feed


def _told_apart(values: Mapping[str, str]) -> str:
    if not any(values.get(key) for key in ("label", "serial", "mac", "other_mac")):
        return "Nothing tells it from other devices: no tag, serial number or hardware address."
    return ""


FEED = table_feed(
    key="devices-csv",
    words="A list of devices",
    source="A list the school keeps, or an export of its asset register; headings vary.",
    columns=(
        Column("label", "Tag", called=("Asset Tag", "Asset", "Label", "Asset No", "Asset Number", "Barcode")),
        Column(
            "kind",
            "What it is",
            required=True,
            called=("Category", "Type", "Device type", "Asset type", "Kind", "Model Category"),
        ),
        Column("serial", "Serial number", called=("Serial", "Serial No", "S/N", "serialNumber")),
        Column("mac", "Hardware address", "mac", called=("MAC", "MAC Address", "WiFi MAC", "Wi-Fi MAC Address")),
        Column("other_mac", "Another hardware address", "mac", called=("Ethernet MAC", "LAN MAC", "Wired MAC")),
        Column("place", "Place", called=("Location", "Room", "Where")),
        Column("group", "Class that shares it", called=("Class", "Shared by", "Form")),
        Column(
            "person", "E-mail of who uses it", "email", called=("Checked Out To: Email", "Assigned to", "User email")
        ),
    ),
    check=_told_apart,
    examples=(
        Example(
            "Two tablets that a class shares, and a laptop.",
            {
                "devices.csv": "Asset Tag,Category,Serial,MAC Address,Location,Class\n"
                "RH-T01,iPad,SN0001,02-00-5e-10-00-01,Wrens’ room,Wrens\n"
                "RH-T02,iPad,SN0002,0200.5e10.0002,Wrens’ room,Wrens\n"
                "RH-L01,Laptop,SN0003,02:00:5e:10:00:03,Office,\n"
            },
            rows=3,
        ),
        Example(
            "One that nothing tells from others, and one whose hardware address is none.",
            {"devices.csv": "Asset Tag,Category,MAC Address\n,Laptop,\nRH-L02,Laptop,wrong\nRH-L03,Laptop,\n"},
            rows=1,
            rejects=2,
        ),
    ),
)
