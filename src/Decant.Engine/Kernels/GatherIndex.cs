using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels;

/// <summary>Reads indices as Gather and its relatives mean them: −size … size − 1, negative ones from the end.</summary>
internal static class GatherIndex
{
    /// <summary>The position that an index names.</summary>
    /// <exception cref="DecantException">The index is outside the axis.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Resolve<TIndex>(string operation, TIndex index, int size)
        where TIndex : IBinaryInteger<TIndex>
    {
        var position = long.CreateChecked(index);
        position += position < 0 ? size : 0;
        return (ulong)position < (ulong)size ? (int)position : throw OutOfRange(operation, long.CreateChecked(index), size);
    }

    private static DecantException OutOfRange(string operation, long index, int size) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{operation}: expected indices from {-size} to {size - 1}, received {index}. Mend the index, or "
                    + $"the size of the axis it points into."
            )
        );
}
