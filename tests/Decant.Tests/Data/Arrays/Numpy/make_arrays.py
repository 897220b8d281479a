"""Writes the files that NpyFileTests reads: python3 make_arrays.py, in this folder. NumPy 1.24."""
import numpy

numbers = numpy.array([[[0.5, -1.25], [3e-9, 4.0]], [[5.0, 6.0], [7.0, 1e30]], [[9.0, 10.0], [11.0, 12.0]]])
labels = numpy.array([3, -1, 250])

numpy.save("float64.npy", numbers)
numpy.save("float32.npy", numbers.astype(numpy.float32))
numpy.save("int64.npy", labels.astype(numpy.int64))
numpy.save("int32.npy", labels.astype(numpy.int32))
numpy.save("uint8.npy", numpy.array([3, 0, 250], dtype=numpy.uint8))
numpy.save("scalar.npy", numpy.float64(2.5))
for major in (2, 3):
    with open(f"version{major}.npy", "wb") as file:
        numpy.lib.format.write_array(file, numbers, version=(major, 0))

# What is refused.
numpy.save("fortran.npy", numpy.asfortranarray(numbers))
numpy.save("float16.npy", numpy.zeros(3, dtype=numpy.float16))
numpy.save("big-endian.npy", numbers.astype(">f8"))
numpy.save("complex.npy", numbers.astype(numpy.complex128))
numpy.save("bool.npy", labels > 0)
numpy.save("structured.npy", numpy.zeros(2, dtype=[("x", "<f4"), ("y", "<f4")]))
