namespace Decant.Engine.Onnx;

/// <summary>Which versions of the standard are read and written.</summary>
internal static class OnnxVersions
{
    /// <summary>Oldest opset that is read.</summary>
    public const int Oldest = 1;

    /// <summary>Newest opset that is read.</summary>
    public const int Newest = 28;

    /// <summary>Newest opset that is written: what runtimes understand.</summary>
    public const int NewestWritten = 24;

    /// <summary>Oldest opset that is written.</summary>
    public const int OldestWritten = 13;

    /// <summary>The version of the file's layout that belongs to an opset, as in ONNX's table of releases.</summary>
    public static int LayoutOf(int opset) =>
        opset switch
        {
            < 15 => 7,
            < 19 => 8,
            < 21 => 9,
            < 23 => 10,
            23 => 11,
            _ => 12,
        };
}
