"""The indicators: one TOML file of facts each."""
