"""What the estate room keeps: identities, what was bound to what and when, what each may use, and machine tokens."""

from schoolgate.estate.models.accounts import AccountHolder, DirectoryAccount, directory_account_ref
from schoolgate.estate.models.bindings import SOURCES, Batch, Lease, SignIn, Timed, batch_ref
from schoolgate.estate.models.devices import Device, DeviceHolder, DeviceMac, device_ref
from schoolgate.estate.models.entitlements import Entitlement
from schoolgate.estate.models.places import AddressRange, Network, Place, network_ref, place_ref
from schoolgate.estate.models.pushes import Push, PushWay, push_ref
from schoolgate.estate.models.tokens import GivenAnswer, MachineToken, token_ref
from schoolgate.estate.models.told import ToldAccount, ToldGroup, told_group_ref

__all__ = [
    "SOURCES",
    "AccountHolder",
    "AddressRange",
    "Batch",
    "Device",
    "DeviceHolder",
    "DeviceMac",
    "DirectoryAccount",
    "Entitlement",
    "GivenAnswer",
    "Lease",
    "MachineToken",
    "Network",
    "Place",
    "Push",
    "PushWay",
    "SignIn",
    "Timed",
    "ToldAccount",
    "ToldGroup",
    "batch_ref",
    "device_ref",
    "directory_account_ref",
    "network_ref",
    "place_ref",
    "push_ref",
    "token_ref",
    "told_group_ref",
]
