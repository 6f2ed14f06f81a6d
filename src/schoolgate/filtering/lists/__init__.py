"""From what list makers publish to one store: where each list lies, what its rows name, which are not believed."""
