using Decant.Engine.Randomness;

namespace Decant.Engine.Kernels;

/// <summary>
/// Which elements a dropout keeps. Element i takes random word i of the stream at the step: it can be asked for at any
/// time, in any order, so that the backward pass needs no stored mask and threads change nothing.
/// Srivastava et al. 2014, JMLR 15.
/// </summary>
/// <param name="Key">Key of the random stream: <see cref="RandomStream.Key"/>.</param>
/// <param name="Place">Place in the stream: the optimizer step, with a number of its own for every dropout of the graph mixed into the
/// key.</param>
/// <param name="Ratio">Share of elements that become 0, at least 0 and less than 1.</param>
internal readonly record struct DropoutMask(ulong Key, ulong Place, double Ratio)
{
    /// <summary>Elements whose word is below this are dropped.</summary>
    public uint Threshold => (uint)Math.Min(uint.MaxValue, Math.Round(Ratio * 4294967296.0));

    /// <summary>What kept elements are multiplied by, so that the expected value stays: 1 / (1 − ratio).</summary>
    public double Scale => 1 / (1 - Ratio);

    /// <summary>The random words of elements 4 · block … 4 · block + 3.</summary>
    public (uint W0, uint W1, uint W2, uint W3) Words(ulong block) =>
        Philox.Block((uint)block, (uint)(block >> 32), (uint)Place, (uint)(Place >> 32), (uint)Key, (uint)(Key >> 32));
}
