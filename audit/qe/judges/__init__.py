"""Language models that are asked about translations, where a newsroom configures one."""
