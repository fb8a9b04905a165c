image_version = "1.5.0"
servers       = 2
