"""One pure file each: are we keeping it?"""
