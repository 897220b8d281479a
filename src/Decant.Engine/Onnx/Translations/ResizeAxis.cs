namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Resizing along one axis, as weights: every new element is a mean of neighbouring old ones. The places and weights are those that the
/// ONNX standard's text of Resize (opset 19) defines; cubic ones are of Keys 1981.
/// </summary>
internal sealed record ResizeAxis
{
    /// <summary>Old number of elements.</summary>
    public int Size { get; init; }

    /// <summary>New number of elements.</summary>
    public int Target { get; init; }

    /// <summary>New elements for each old one; Target may be this times Size, rounded.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>nearest, linear or cubic.</summary>
    public required string Mode { get; init; }

    /// <summary>How a new place becomes an old one.</summary>
    public required string Coordinates { get; init; }

    /// <summary>Where a nearest place between two elements goes.</summary>
    public string Nearest { get; init; } = "round_prefer_floor";

    /// <summary>The cubic curve's coefficient.</summary>
    public double CubicA { get; init; } = -0.75;

    /// <summary>Whether elements beyond the edge have no weight; else they are the edge's.</summary>
    public bool ExcludeOutside { get; init; }

    /// <summary>Whether a reduction means over all old elements that a new one covers.</summary>
    public bool Antialias { get; init; }

    /// <summary>First and last old place that is shown, as shares of the axis, for tf_crop_and_resize.</summary>
    public (double Start, double End) Region { get; init; } = (0, 1);

    /// <summary>
    /// Where a nearest place goes until opset 10, which says nothing of it: ONNX Runtime and the standard's vectors go up when they reduce,
    /// else down.
    /// </summary>
    public static string NearestOfOldOpsets(double scale) => scale < 1 ? "ceil" : "floor";

    /// <summary>Whether a new element lies outside the region's axis.</summary>
    public bool IsOutside(int x) => Coordinates == "tf_crop_and_resize" && Place(x) is var place && (place < 0 || place > Size - 1);

    /// <summary>The weights of all old elements in a new one.</summary>
    public double[] Weights(int x)
    {
        var place = Place(x);

        // The neighbours are those around (ceil − 1, ceil]; a place on an element has it as the right one.
        var right = (int)Math.Ceiling(place);
        var coefficients = Coefficients(place - (right - 1));
        var weights = new double[Size];
        var total = 0.0;
        for (var i = 0; i < coefficients.Length; i++)
        {
            var neighbour = right - (coefficients.Length / 2) + i;
            if (ExcludeOutside && (neighbour < 0 || neighbour >= Size))
            {
                continue;
            }

            weights[Math.Clamp(neighbour, 0, Size - 1)] += coefficients[i];
            total += coefficients[i];
        }

        return ExcludeOutside || Antialias ? [.. weights.Select(weight => weight / total)] : weights;
    }

    private double Place(int x)
    {
        var length = Scale * Size;
        return Coordinates switch
        {
            "half_pixel" => ((x + 0.5) / Scale) - 0.5,
            "pytorch_half_pixel" => Target == 1 ? 0 : ((x + 0.5) / Scale) - 0.5,
            "half_pixel_symmetric" => (Size / 2.0 * (1 - (Target / length))) + ((x + 0.5) / Scale) - 0.5,
            "tf_half_pixel_for_nn" => (x + 0.5) / Scale,
            "asymmetric" => x / Scale,
            "align_corners" => length == 1 ? 0 : x * (Size - 1) / (length - 1),
            "tf_crop_and_resize" => (Region.Start * (Size - 1))
                + ((Region.End - Region.Start) * (Size - 1) * (length == 1 ? 0.5 : x / (length - 1))),
            _ => throw new DecantException(
                $"the coordinates '{Coordinates}' are not known; known: half_pixel, pytorch_half_pixel, half_pixel_symmetric, "
                    + "tf_half_pixel_for_nn, asymmetric, align_corners, tf_crop_and_resize."
            ),
        };
    }

    // For neighbours around a place that lies ratio, above 0 and at most 1, after the left one of the middle two.
    private double[] Coefficients(double ratio)
    {
        var scale = Antialias ? Math.Min(Scale, 1) : 1;
        return Mode switch
        {
            "nearest" => ratio == 1 ? [0, 1]
            : TakesRight(ratio) ? [0, 1]
            : [1, 0],
            "linear" => Spread(1, distance => Math.Max(0, 1 - distance)),
            "cubic" => Spread(2, Cubic),
            _ => throw new DecantException($"the mode '{Mode}' is not known; known: nearest, linear, cubic."),
        };

        double[] Spread(int reach, Func<double, double> curve)
        {
            var first = (int)Math.Floor(-reach / scale) + 1;
            return [.. Enumerable.Range(first, 2 - (2 * first)).Select(i => curve(Math.Abs(i - ratio) * scale))];
        }
    }

    private bool TakesRight(double ratio) =>
        Nearest switch
        {
            "round_prefer_floor" => ratio > 0.5,
            "round_prefer_ceil" => ratio >= 0.5,
            "floor" => false,
            "ceil" => true,
            _ => throw new DecantException(
                $"the nearest_mode '{Nearest}' is not known; known: round_prefer_floor, round_prefer_ceil, floor, ceil."
            ),
        };

    private double Cubic(double x) =>
        x switch
        {
            <= 1 => ((((CubicA + 2) * x) - (CubicA + 3)) * x * x) + 1,
            < 2 => (((((CubicA * x) - (5 * CubicA)) * x) + (8 * CubicA)) * x) - (4 * CubicA),
            _ => 0,
        };
}
