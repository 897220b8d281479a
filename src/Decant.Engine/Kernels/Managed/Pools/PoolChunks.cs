namespace Decant.Engine.Kernels.Managed;

/// <summary>How the work of a pooling is cut.</summary>
internal static class PoolChunks
{
    /// <summary>Forward: one output row of one image, or one plane in plain layout.</summary>
    public static int Forward(in PoolSize size) => checked(size.N * (size.ChannelsLast ? size.OutH : size.C));

    /// <summary>Backward, where windows overlap in the result: one image, or one plane in plain layout.</summary>
    public static int Backward(in PoolSize size) => checked(size.N * (size.ChannelsLast ? 1 : size.C));
}
