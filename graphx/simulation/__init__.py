"""Invented stories whose spread is known: what lineage is measured, fitted and shown with."""
