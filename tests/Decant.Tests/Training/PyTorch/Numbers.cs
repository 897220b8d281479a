using Decant.Engine.Graphs;

namespace Decant.Tests.Training.PyTorch;

/// <summary>The numbers of <c>reference_runs.py</c>: they follow from a tensor's name, and float32 holds them exactly.</summary>
internal static class Numbers
{
    /// <summary>Integers from 0 to 4095.</summary>
    public static int[] Integers(string name, int count)
    {
        var state = name.Aggregate(0UL, (hash, letter) => ((hash * 31) + letter) & 0x7FFFFFFF);
        var drawn = new int[count];
        for (var i = 0; i < count; i++)
        {
            state = ((state * 1103515245) + 12345) & 0x7FFFFFFF;
            drawn[i] = (int)(state >> 16) & 4095;
        }

        return drawn;
    }

    /// <summary>Multiples of 1/2048 in [−1, 1), times a factor.</summary>
    public static double[] Fractions(string name, int count, double factor = 1) =>
        [.. Integers(name, count).Select(drawn => (drawn - 2048) / 2048.0 * factor)];

    /// <summary>A tensor of either float type.</summary>
    public static Tensor Tensor(ElementType type, ReadOnlySpan<double> numbers, params ReadOnlySpan<int> dimensions)
    {
        var tensor = new Tensor(type, dimensions);
        Fill(tensor, numbers);
        return tensor;
    }

    /// <summary>Gives every parameter of a graph its initial values.</summary>
    public static void SetWeights(Graph graph)
    {
        foreach (var parameter in graph.Initializers.Where(value => graph.Parameters.Contains(value.Name)))
        {
            var data = parameter.Data!;
            var count = (int)data.Count;
            if (data.Rank > 1)
            {
                var scale = 2.0;
                while (scale * scale * (count / data.Dimensions[0]) > 4)
                {
                    scale /= 2;
                }

                Fill(data, Fractions(parameter.Name, count, scale));
            }
            else
            {
                var start = parameter.Name.EndsWith(".scale", StringComparison.Ordinal) ? 1 : 0;
                Fill(data, [.. Fractions(parameter.Name, count, 0.25).Select(number => start + number)]);
            }
        }
    }

    /// <summary>The elements as doubles.</summary>
    public static double[] Doubles(Tensor tensor) =>
        tensor.Type == ElementType.Float64
            ? tensor.Span<double>().ToArray()
            : Array.ConvertAll(tensor.Span<float>().ToArray(), number => (double)number);

    private static void Fill(Tensor tensor, ReadOnlySpan<double> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            if (tensor.Type == ElementType.Float64)
            {
                tensor.Span<double>()[i] = numbers[i];
            }
            else
            {
                tensor.Span<float>()[i] = (float)numbers[i];
            }
        }
    }
}
