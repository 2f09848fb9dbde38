"""Everything that is written: terminal text, JSON, workbooks. Nobody else writes."""
