"""Many texts at once: on every core, or on a Dask cluster."""
