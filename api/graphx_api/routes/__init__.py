"""Addresses of the service: each takes its parameters and hands them to one view."""
