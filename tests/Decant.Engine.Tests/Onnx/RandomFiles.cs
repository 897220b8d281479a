using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Passes;
using Decant.Engine.Randomness;
using Google.Protobuf;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// Files that no program wrote: a random graph of any float type, with free or fixed sizes, and after it operators as files have them, of
/// floats of 16, 32 and 64 bits and of quantised numbers, wherever shapes allow it.
/// </summary>
internal static class RandomFiles
{
    private static readonly int[] s_opsets = [18, 21, 23, 24];

    /// <summary>The file of a seed.</summary>
    /// <param name="seed">Any number.</param>
    public static RandomFile Make(int seed)
    {
        var stream = new RandomStream((ulong)seed, "file");
        var type = stream.NextInt32(4) == 0 ? ElementType.Float64 : ElementType.Float32;
        var graph = ChangePrecision.To(RandomGraphs.Make(seed, isAwkward: stream.NextInt32(2) == 0), type);
        var (unknown, isFixed) = (
            stream.NextInt32(8) switch
            {
                0 => 0,
                1 => 1,
                _ => 3,
            },
            stream.NextInt32(2) == 0
        );
        var opset = s_opsets[stream.NextInt32(s_opsets.Length)];
        var model = ModelProto.Parser.ParseFrom(HandMade.Write(graph, opset));
        if (isFixed)
        {
            Fix(model.Graph, unknown);
        }

        var draw = new RandomFileDraw(model, opset, seed);
        for (var steps = 1 + stream.NextInt32(6); steps > 0 && draw.Step(); steps--) { }

        return new RandomFile(model.ToByteArray(), unknown, draw.HasHalf);
    }

    // Every named size becomes a number.
    private static void Fix(GraphProto graph, int size)
    {
        foreach (
            var dimension in graph
                .Input.Concat(graph.Output)
                .Concat(graph.ValueInfo)
                .SelectMany(value => value.Type.TensorType.Shape?.Dim ?? [])
        )
        {
            if (dimension.DimParam.Length > 0)
            {
                graph.ValueInfo.Clear();
                dimension.DimValue = size;
            }
        }

        graph.ValueInfo.Clear();
        foreach (var output in graph.Output)
        {
            output.Type.TensorType.Shape = null;
        }
    }
}

/// <summary>A file, and how it is tried.</summary>
/// <param name="Model">The bytes.</param>
/// <param name="Unknown">What its unknown sizes are, or were.</param>
/// <param name="HasHalf">Whether it computes in 16-bit floats.</param>
internal sealed record RandomFile(byte[] Model, int Unknown, bool HasHalf);
