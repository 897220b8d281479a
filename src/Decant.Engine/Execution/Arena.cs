using Decant.Engine.Devices;
using Decant.Engine.Graphs;

namespace Decant.Engine.Execution;

/// <summary>
/// Gives every storage a place such that two which are needed at the same time never overlap: one after the other takes the lowest gap
/// that is large enough (first fit), in the order of first use or the largest first, whichever needs less.
/// </summary>
internal static class Arena
{
    /// <summary>Sets the offsets.</summary>
    /// <returns>Bytes that all together need.</returns>
    public static long Plan(IEnumerable<Storage> storages)
    {
        Storage[] byUse = [.. storages.OrderBy(s => s.FirstStep).ThenByDescending(s => s.Bytes)];
        Storage[] bySize = [.. byUse.OrderByDescending(s => s.Bytes)];
        var (ofSize, ofUse) = (Place(bySize), Place(byUse)); // the places of the last one stay
        return ofSize < ofUse ? Place(bySize) : ofUse;
    }

    private static long Place(Storage[] storages)
    {
        var placed = new List<Storage>();
        long size = 0;
        foreach (var storage in storages)
        {
            long offset = 0;
            foreach (
                var neighbour in placed
                    .Where(p => p.FirstStep <= storage.LastStep && p.LastStep >= storage.FirstStep)
                    .OrderBy(p => p.Offset)
            )
            {
                if (neighbour.Offset - offset >= Padded(storage.Bytes))
                {
                    break;
                }

                offset = Math.Max(offset, neighbour.Offset + Padded(neighbour.Bytes));
            }

            storage.Offset = offset;
            placed.Add(storage);
            size = Math.Max(size, offset + Padded(storage.Bytes));
        }

        return size;
    }

    private static long Padded(long bytes) => (Math.Max(1, bytes) + Tensor.Alignment - 1) / Tensor.Alignment * Tensor.Alignment;
}
