using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Google.Protobuf;
using static Decant.Engine.Onnx.Format.AttributeProto.Types;

namespace Decant.Engine.Onnx;

/// <summary>
/// Writes a detector with what comes after the network inside the file: ONNX's NonMaxSuppression, and of what it keeps one row each,
/// <c>detections</c> [M, 7]: picture, class, score, left, top, right, bottom. Other programs run such a file; a graph here has no operator
/// whose number of results depends on numbers.
/// </summary>
internal sealed record BoxSuppression
{
    /// <summary>The only output of the file.</summary>
    public const string Output = "detections";

    private const string Prefix = "detections.";

    /// <summary>The output of the network with scores [N, C, L].</summary>
    public required string Scores { get; init; }

    /// <summary>The output of the network with boxes [N, L, 4].</summary>
    public required string Boxes { get; init; }

    /// <summary>Boxes of one class in one picture at most.</summary>
    public required int MostBoxes { get; init; }

    /// <summary>The overlap above which the less sure of two boxes of a class goes.</summary>
    public required double MostOverlap { get; init; }

    /// <summary>Scores of this and below are nothing.</summary>
    public required double LeastScore { get; init; }

    /// <summary>Writes the file.</summary>
    /// <param name="graph">The network with both outputs, and nothing that those do not need.</param>
    /// <param name="stream">Where the bytes go.</param>
    public void Write(Graph graph, Stream stream)
    {
        var model = ModelWriter.Write(graph, OnnxFile.DefaultOpset);
        var proto = model.Graph;
        proto.Initializer.Add([
            Number("most", Tensor.From<long>([MostBoxes], 1)),
            Number("overlap", Tensor.From<float>([(float)MostOverlap], 1)),
            Number("least", Tensor.From<float>([(float)LeastScore], 1)),
            Number("last", Tensor.From<long>([1], 1)),
            Number("picture-and-class", Tensor.From<long>([0, 1], 2)),
            Number("picture-and-place", Tensor.From<long>([0, 2], 2)),
        ]);
        Add("NonMaxSuppression", "selected", [Boxes, Scores, Prefix + "most", Prefix + "overlap", Prefix + "least"]);
        Add("Gather", "whose", [Prefix + "selected", Prefix + "picture-and-class"], ("axis", 1));
        Add("Cast", "whose.numbers", [Prefix + "whose"], ("to", (int)ElementType.Float32));
        Add("GatherND", "score", [Scores, Prefix + "selected"]);
        Add("Unsqueeze", "score.column", [Prefix + "score", Prefix + "last"]);
        Add("Gather", "where", [Prefix + "selected", Prefix + "picture-and-place"], ("axis", 1));
        Add("GatherND", "box", [Boxes, Prefix + "where"]);
        Add("Concat", "", [Prefix + "whose.numbers", Prefix + "score.column", Prefix + "box"], ("axis", 1));
        proto.Output.Clear();
        proto.Output.Add(
            new ValueInfoProto
            {
                Name = Output,
                Type = new TypeProto
                {
                    TensorType = new TypeProto.Types.Tensor
                    {
                        ElemType = (int)ElementType.Float32,
                        Shape = new TensorShapeProto
                        {
                            Dim =
                            {
                                new TensorShapeProto.Types.Dimension { DimParam = "M" },
                                new TensorShapeProto.Types.Dimension { DimValue = 7 },
                            },
                        },
                    },
                },
            }
        );
        model.WriteTo(stream);

        void Add(string type, string output, string[] inputs, params (string Name, long Value)[] attributes)
        {
            var name = output.Length == 0 ? Output : Prefix + output;
            proto.Node.Add(
                new NodeProto
                {
                    Name = name,
                    OpType = type,
                    Input = { inputs },
                    Output = { name },
                    Attribute =
                    {
                        attributes.Select(one => new AttributeProto
                        {
                            Name = one.Name,
                            Type = AttributeType.Int,
                            I = one.Value,
                        }),
                    },
                }
            );
        }
    }

    private static TensorProto Number(string name, Tensor data) => TensorFormat.Write(Prefix + name, data);
}
