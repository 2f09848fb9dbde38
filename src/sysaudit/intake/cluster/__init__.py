"""Reading on other machines, the workers of a dask cluster.

They see none of our paths, so a file is sent as its bytes (`parcel`), in lots (`lot`), of which a
bounded number is under way (`running`) over a connection that is watched (`link`). What reads a
file can be killed by it, and a worker of dask may start no process of its own that could be killed
instead: it is a daemon, to which `multiprocessing` refuses children. A plain subprocess is not
refused, so the worker (`remote`) hands each lot to one (`helper`), and that one reads the lot as
this machine would, by `run_isolated`. Files thus die, hang and are told of by the same code
everywhere. A lot that is lost with a worker is given to another by dask; one that is lost again and
again is read here.
"""
