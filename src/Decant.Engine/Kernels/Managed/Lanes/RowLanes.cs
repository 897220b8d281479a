using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Loads and stores at a place in a row, of as many elements as the row has left there: whole lanes but for the last ones.
/// </summary>
internal static unsafe class RowLanes
{
    /// <summary>Loads up to the end of the row; the other lanes hold the filler.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load<TLanes>(float* source, int rest, float filler = 0)
        where TLanes : struct, ILanes<TLanes> => rest >= TLanes.Count ? TLanes.Load(source) : TLanes.LoadPartial(source, rest, filler);

    /// <summary>Stores up to the end of the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes>(TLanes value, float* target, int rest)
        where TLanes : struct, ILanes<TLanes>
    {
        if (rest >= TLanes.Count)
        {
            value.Store(target);
        }
        else
        {
            value.StorePartial(target, rest);
        }
    }
}
