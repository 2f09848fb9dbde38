"""How the pictures of README.md are drawn; `docs/pictures.py` says which there are."""
