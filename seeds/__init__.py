"""The data the dashboard starts from; README.md says where each file comes from."""
