"""One file per platform under the port of `connectors.base`."""
