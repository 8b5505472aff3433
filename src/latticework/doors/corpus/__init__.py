"""Reading a corpus: shards of texts in, shards of facts out, by processes of this machine or of a cluster."""
