rules = [{ allowed_methods = ["PUT"], allowed_origins = ["https://a.example"] }]
