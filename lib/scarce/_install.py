"""The cell with which a notebook that has left the book finds the package, wherever it is opened."""

CELL = """# The models of the book; installed once, where they are not there yet.
try:
    import scarce
except ImportError:
    %pip install --quiet "kernelless @ git+{repository}#subdirectory=lib/kernelless" \\
        "what-stays-scarce @ git+{repository}#subdirectory=lib\""""
