"""What a row shows beside the law: which Korea is meant, cells that contradict each other, cells that are missing."""
