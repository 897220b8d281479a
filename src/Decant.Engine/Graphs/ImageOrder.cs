namespace Decant.Engine.Graphs;

/// <summary>In which order of axes an operator takes images [N, C, H, W] from memory and writes them there.</summary>
internal enum ImageOrder
{
    /// <summary>N, C, H, W, as ONNX counts.</summary>
    Standard,

    /// <summary>N, H, W, C: the channels of a pixel lie together.</summary>
    ChannelsLast,

    /// <summary>Either, the same for all its images.</summary>
    Any,
}
