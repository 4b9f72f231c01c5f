rules = [{ allowed_methods = ["PUT"], allowed_origins = ["https://a.example"] }, { allowed_methods = ["GET"], allowed_origins = ["*"], expose_headers = ["Access-Control-Allow-Origin"] }]
