"""Estate: places, networks, devices, directory accounts; what was where and when; and the way in for machines."""
