"""The little Django we add: scoped, bitemporal and encrypted bases, outbox, layout, components."""
