tags = { Purpose = "labeling-input" }
