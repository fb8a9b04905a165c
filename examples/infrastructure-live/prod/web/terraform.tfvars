image_version = "1.4.2"
servers       = 6
