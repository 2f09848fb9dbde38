"""`make wheelhouse`: a folder that carries sysaudit to a PC without internet."""
