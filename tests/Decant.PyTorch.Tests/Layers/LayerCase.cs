namespace Decant.PyTorch.Tests.Layers;

/// <summary>A kind of layer, and what it is given.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Sample">Sizes of a sample.</param>
/// <param name="Make">Makes it; random numbers come from PyTorch's generator.</param>
internal sealed record LayerCase(string Name, long[] Sample, Func<Layer> Make)
{
    /// <summary>Whole numbers from 0 to below this are given instead of numbers around 0; 0 for these.</summary>
    public int Words { get; init; }
}
