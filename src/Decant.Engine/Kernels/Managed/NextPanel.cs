namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// What is read of B after a panel, asked for in equal parts beside the tiles of that panel: it then lies in the second cache. Few rows use each number of B
/// only a few times, so that waiting for the third cache would take a fifth of the time.
/// </summary>
internal unsafe struct NextPanel
{
    // A step of a micro-kernel asks for one cache line.
    private const int LineBytes = 64;

    private readonly float* _from;
    private readonly nint _floats;
    private readonly int _parts;
    private readonly nint _stride;
    private int _part;

    /// <param name="from">Where it begins; null where nothing lies together.</param>
    /// <param name="floats">Its size.</param>
    /// <param name="tiles">Calls of the micro-kernel for this panel.</param>
    /// <param name="steps">Steps of a call.</param>
    public NextPanel(float* from, nint floats, int tiles, int steps)
    {
        _floats = floats;
        _parts = tiles;
        _stride = sizeof(float) * floats / tiles / Math.Max(1, steps);
        _from = _stride <= LineBytes ? from : null;
    }

    /// <summary>Lets a call of the micro-kernel ask for the next part.</summary>
    public void AskForPart(ref TileOperands tile)
    {
        tile.Next = _from is null ? null : (byte*)(_from + (_floats * _part++ / _parts));
        tile.NextStride = _stride;
    }
}
