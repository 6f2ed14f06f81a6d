"""What the checks of the policy are told of the filter, a file for each thing it is measured by: counts, never who."""
