"""Who took it from whom, how sure, and is it credited: judged story by story."""
