"""Making a model: from base weights and labelled messages to the files in `classifiers/weights`."""
