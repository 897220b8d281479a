using FsCheck;
using FsCheck.Fluent;

namespace Decant.Tests.Losses.Hints;

/// <summary>Shapes of values inside the two networks, as many samples in both.</summary>
/// <param name="Student">Of each of the student's values.</param>
/// <param name="Teacher">Of each of the teacher's.</param>
/// <param name="Values">The names of the values, the same in both.</param>
internal sealed record HintShapes(int[] Student, int[] Teacher, params string[] Values)
{
    /// <summary>What the only value is called.</summary>
    public const string Value = "x";

    private static readonly Gen<int> s_samples = Gen.Choose(2, 5);
    private static readonly Gen<int> s_size = Gen.Choose(1, 4);

    /// <summary>[N, D] in both.</summary>
    public static Gen<HintShapes> Vectors { get; } = from n in s_samples from d in s_size select Equal(n, d);

    /// <summary>[N, D], D free in both.</summary>
    public static Gen<HintShapes> VectorsOfAnyWidth { get; } =
        from n in s_samples
        from own in s_size
        from wanted in s_size
        select new HintShapes([n, own], [n, wanted], Value);

    /// <summary>[N, T, D] in both.</summary>
    public static Gen<HintShapes> Sequences { get; } = from n in s_samples from t in s_size from d in s_size select Equal(n, t, d);

    /// <summary>[N, C, H, W] in both, or scores [N, heads, T, T] or similar.</summary>
    public static Gen<HintShapes> Images { get; } =
        from n in s_samples
        from c in s_size
        from h in s_size
        from w in s_size
        select Equal(n, c, h, w);

    /// <summary>[N, C, H, W], C free in both.</summary>
    public static Gen<HintShapes> ImagesOfAnyChannels { get; } =
        from images in Images
        from channels in s_size
        select images with
        {
            Student = [images.Student[0], channels, .. images.Student[2..]],
        };

    /// <summary>Queries, keys and values [N, heads, T, D] in both, D free.</summary>
    public static Gen<HintShapes> Heads { get; } =
        from images in Images
        from d in s_size
        select new HintShapes([.. images.Student[..3], d], images.Teacher, "q", "k", "v");

    private static HintShapes Equal(params int[] shape) => new(shape, shape, Value);
}
