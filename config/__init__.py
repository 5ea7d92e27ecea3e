"""Settings, defaults and reply templates; read only by the composition root."""
