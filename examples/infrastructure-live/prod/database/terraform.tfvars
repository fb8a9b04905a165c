engine_version = "16.4"
storage_gib    = 100
replicated     = true
