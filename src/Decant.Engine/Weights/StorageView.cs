namespace Decant.Engine.Weights;

/// <summary>
/// Numbers in a file, seen as a tensor: the one at place (i, j, …) is number <c>First + i·Strides[0] + j·Strides[1] + …</c> of the storage.
/// </summary>
/// <param name="File">The file.</param>
/// <param name="Offset">First byte of the storage in it.</param>
/// <param name="StorageCount">Numbers in the storage.</param>
/// <param name="Element">What a number is.</param>
/// <param name="First">The storage's number at place (0, 0, …), 0 or more.</param>
/// <param name="Sizes">Size along each axis, 0 or more.</param>
/// <param name="Strides">Numbers from one place to the next along each axis, 0 or more.</param>
internal sealed record StorageView(
    MappedFile File,
    long Offset,
    long StorageCount,
    StoredElement Element,
    long First,
    IReadOnlyList<int> Sizes,
    IReadOnlyList<long> Strides
)
{
    /// <summary>Elements of the tensor.</summary>
    /// <exception cref="DecantException">The sizes multiply to more than can be counted.</exception>
    public long Count => Counted(() => Sizes.Contains(0) ? 0 : Sizes.Aggregate(1L, (product, size) => checked(product * size)));

    /// <summary>Numbers of the storage that it needs: one more than the last that it looks at; 0 where it is empty.</summary>
    /// <exception cref="DecantException">Sizes and strides multiply to more than can be counted.</exception>
    public long Extent =>
        Counted(() =>
            Count == 0
                ? 0
                : Sizes.Zip(Strides).Aggregate(checked(First + 1), (sum, axis) => checked(sum + ((axis.First - 1) * axis.Second)))
        );

    /// <summary>Whether its elements lie one after the other, last axis fastest.</summary>
    public bool IsContiguous
    {
        get
        {
            long expected = 1;
            for (var axis = Sizes.Count - 1; axis >= 0; axis--)
            {
                if (Sizes[axis] != 1 && Strides[axis] != expected)
                {
                    return Count == 0;
                }

                expected *= Sizes[axis];
            }

            return true;
        }
    }

    /// <summary>Strides of elements that lie one after the other, last axis fastest.</summary>
    public static IReadOnlyList<long> Contiguous(IReadOnlyList<int> sizes)
    {
        var strides = new long[sizes.Count];
        for (long axis = sizes.Count - 1, stride = 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride = unchecked(stride * Math.Max(1, sizes[(int)axis]));
        }

        return strides;
    }

    private static long Counted(Func<long> count)
    {
        try
        {
            return count();
        }
        catch (OverflowException problem)
        {
            throw new DecantException("its sizes multiply to more than can be counted. The file is damaged.", problem);
        }
    }
}
