using Decant.Adoption;
using Decant.Data;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Randomness;
using Decant.Students;
using Decant.Tasks;

namespace Decant.Tests.Adoption;

/// <summary>Small classifiers as other programs export them, and images [2, 6, 6] of three classes to try them on.</summary>
internal static class ForeignNetwork
{
    public const int Classes = 3;
    private const int Channels = 2;
    private const int Side = 6;

    /// <summary>Images with labels.</summary>
    /// <param name="count">How many.</param>
    /// <param name="classes">Names of the classes.</param>
    public static MemoryImages Images(int count = 40, string[]? classes = null)
    {
        classes ??= ["a", "b", "c"];
        var pixels = new Tensor(ElementType.UInt8, count, Channels, Side, Side);
        var stream = new RandomStream(3, "images");
        foreach (ref var pixel in pixels.Span<byte>())
        {
            pixel = (byte)stream.NextInt32(256);
        }

        return new MemoryImages("noise", pixels, [.. Enumerable.Range(0, count).Select(i => i % classes.Length)], classes);
    }

    /// <summary>A convolution, a rectifier and a fully connected layer under names of their own; always with the same weights.</summary>
    /// <param name="input">Shape of the input <c>image</c>.</param>
    /// <param name="arrange">Brings it to [N, 2, 6, 6].</param>
    /// <param name="finish">What is done to the logits; the result is the output <c>scores</c>.</param>
    /// <param name="type">Element type of the input.</param>
    public static Graph Of(
        Shape input,
        Func<Value, Value>? arrange = null,
        Func<Value, Value>? finish = null,
        ElementType type = ElementType.Float32
    )
    {
        var graph = new Graph("foreign");
        var image = graph.AddInput("image", type, input);
        var x = (arrange ?? (value => value))(image);
        var hidden = graph
            .Rename(x.Conv(Weight(graph, "conv1.weight", 4, Channels, 3, 3), Weight(graph, "conv1.bias", 4), Window.Square(3)), "conv1")
            .Relu();
        var flat = hidden.Reshape(new Shape(hidden.Shape[0], 4 * 4 * 4));
        var logits = graph.Rename(flat.Linear(Weight(graph, "fc.weight", Classes, 64), Weight(graph, "fc.bias", Classes)), "fc");
        graph.AddOutput((finish ?? (value => value.LogSoftmax()))(logits), "scores");
        return graph;
    }

    /// <summary>What it is to be used for.</summary>
    public static AdoptionTask Task(WorkerPool pool, MemoryImages images) =>
        new(images, LearningGoal.Classes, new InputScaling([0.5], [0.25]), DeviceCatalogue.Default(pool));

    /// <summary>The pixels of images, as a tensor of a shape.</summary>
    public static Tensor Pixels(MemoryImages images, params int[] shape)
    {
        var tensor = new Tensor(ElementType.Float32, shape);
        for (var i = 0; i < images.Count; i++)
        {
            images.Read(i, tensor.Span<float>()[(i * images.SampleSize)..]);
        }

        return tensor;
    }

    /// <summary>Runs a graph once.</summary>
    public static float[] Run(Graph graph, string output, Tensor input)
    {
        using var pool = new WorkerPool(1);
        using var executable = Executable.Compile(
            DeadCode.Remove(graph, [output]),
            new CompileOptions
            {
                Device = DeviceCatalogue.Open("reference", pool),
                Bounds = graph
                    .Inputs[0]
                    .Shape.SelectMany((size, axis) => size.Names().Select(name => (name, input.Dimensions[axis])))
                    .ToDictionary(pair => pair.name, pair => pair.Item2),
            }
        );
        executable.Bind(graph.Inputs[0].Name, input);
        executable.Run();
        return executable[output].Span<float>().ToArray();
    }

    /// <summary>Softmax of rows of three.</summary>
    public static double[] Probabilities(float[] logits) =>
        [.. logits.Chunk(Classes).SelectMany(row => row.Select(z => Math.Exp(z) / row.Sum(other => Math.Exp(other))))];

    private static Value Weight(Graph graph, string name, params int[] dimensions)
    {
        var data = new Tensor(ElementType.Float32, dimensions);
        var stream = new RandomStream(7, name);
        foreach (ref var number in data.Span<float>())
        {
            number = (float)(0.4 * stream.NextNormal());
        }

        return graph.AddInitializer(name, data);
    }
}
