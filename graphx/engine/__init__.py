"""Running the stages: on this machine in a loop; the same objects fit Spark's ``mapInArrow``."""
