"""Kernels forked from one process that has the imports done, as a kernel provisioner of jupyter_client.

Provisioner and server know nothing of rounds or stages, so that plain papermill and nbclient can use them too; only the
list of what is imported beforehand is this project's.
"""
