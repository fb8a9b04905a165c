engine_version = "16.4"
storage_gib    = 20
replicated     = false
