using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Tasks.Detection;

/// <summary>
/// The places of a detector, level after level, each level row by row: x and y of their middles in pixels, and the stride of their level.
/// They are constants of the network, by whose names losses find them.
/// </summary>
/// <param name="Locations">Floats [L, 2].</param>
/// <param name="Strides">Floats [L, 1], pixels.</param>
internal sealed record LocationGrid(Value Locations, Value Strides)
{
    private const string LocationsName = "locations";
    private const string StridesName = "strides";

    /// <summary>Adds the places of levels to a graph.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="levels">Rows, columns and stride of each.</param>
    public static LocationGrid Of(Graph graph, IEnumerable<(int Rows, int Columns, int Stride)> levels)
    {
        var (places, strides) = (new List<float>(), new List<float>());
        foreach (var (rows, columns, stride) in levels)
            for (var place = 0; place < rows * columns; place++)
            {
                places.AddRange([((place % columns) + 0.5f) * stride, ((place / columns) + 0.5f) * stride]);
                strides.Add(stride);
            }

        return new LocationGrid(
            graph.AddNamedInitializer(LocationsName, Tensor.From<float>([.. places], strides.Count, 2)),
            graph.AddNamedInitializer(StridesName, Tensor.From<float>([.. strides], strides.Count, 1))
        );
    }

    /// <summary>The places of a network, by their names.</summary>
    /// <param name="find">Finds a value of it.</param>
    /// <exception cref="DecantException">It has none.</exception>
    public static LocationGrid Of(Func<string, Value?> find) =>
        (find(LocationsName), find(StridesName)) is ({ } locations, { Data: not null } strides)
            ? new LocationGrid(locations, strides)
            : throw new DecantException(
                $"object-detection: expected a network with the constants '{LocationsName}' [L, 2] and "
                    + $"'{StridesName}' [L, 1], as 'detector' "
                    + "has them, received one without. Train 'detector'; a detector from elsewhere can only teach."
            );

    /// <summary>How many there are, L.</summary>
    public int Count => Locations.Shape[0].Size;

    /// <summary>The levels: where each begins, and how many places it has.</summary>
    public IReadOnlyList<(int From, int Count)> Levels
    {
        get
        {
            var levels = new List<(int From, int Count)>();
            for (var place = 0; place < Count; place++)
            {
                if (place > 0 && StrideAt(place) == StrideAt(place - 1))
                {
                    levels[^1] = (levels[^1].From, levels[^1].Count + 1);
                }
                else
                {
                    levels.Add((place, 1));
                }
            }

            return levels;
        }
    }

    /// <summary>The logits of distances, a side each: [N, L, 4·bins] to [N, L, 4, bins], left, top, right, bottom.</summary>
    public static Value Sides(Value distances)
    {
        var shape = distances.Shape;
        return distances.Reshape(new Shape(shape[0], shape[1], 4, shape[2].Size / 4));
    }

    /// <summary>
    /// Boxes [N, L, 4] in pixels: an edge lies Σ i·pᵢ strides from the place, with p the softmax over the bins i = 0, 1, …
    /// </summary>
    /// <param name="distances">Logits [N, L, 4·bins].</param>
    public Value Boxes(Value distances)
    {
        var sides = Sides(distances);
        var bins = sides.Shape[3].Size;
        var numbers = distances.Graph.AddInitializer(
            "bins",
            Numbers(distances, [.. Enumerable.Range(0, bins).Select(bin => (double)bin)], bins)
        );
        var far = (sides.Softmax(-1) * numbers).ReduceSum([3]) * Strides;
        return new[] { Locations - far.Slice(2, 0, 2), Locations + far.Slice(2, 2, 4) }.Concat(2);
    }

    /// <summary>Boxes with their edges inside the picture.</summary>
    /// <param name="boxes">[N, L, 4].</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public Value Clipped(Value boxes, int height, int width)
    {
        var last = boxes.Graph.AddInitializer("edges", Numbers(boxes, [width, height, width, height], 4));
        return boxes.Relu().Min(last);
    }

    /// <summary>Numbers of a value's type.</summary>
    public static Tensor Numbers(Value like, double[] numbers, params int[] dimensions) =>
        like.Type == ElementType.Float64
            ? Tensor.From<double>(numbers, dimensions)
            : Tensor.From<float>([.. numbers.Select(number => (float)number)], dimensions);

    private double StrideAt(int place) =>
        Strides.Data!.Type == ElementType.Float64 ? Strides.Data.Span<double>()[place] : Strides.Data.Span<float>()[place];
}
