s3_names = ["foo", "bar"]
