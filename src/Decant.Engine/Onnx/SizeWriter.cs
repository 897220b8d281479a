using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using static Decant.Engine.Onnx.Format.AttributeProto.Types;

namespace Decant.Engine.Onnx;

/// <summary>
/// Sizes that are known only when the model runs, as nodes that compute them from the sizes of an input: Shape -> Gather -> Mul -> Concat.
/// What <see cref="SizeArithmetic"/> reads.
/// </summary>
internal sealed class SizeWriter(Graph graph, ModelWriter model)
{
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);

    /// <summary>Whether every name is on an axis of an input by itself.</summary>
    public bool Knows(IEnumerable<Dimension> sizes) => sizes.SelectMany(size => size.Names()).All(name => AxisOf(name) is not null);

    /// <summary>Writes nodes that list sizes, and says under which name.</summary>
    /// <param name="wanted">The name, if it is free.</param>
    /// <param name="sizes">Sizes that are known here.</param>
    public string Write(string wanted, IEnumerable<Dimension> sizes)
    {
        string[] parts = [.. sizes.Select(size => One(wanted, size))];
        return Add(
            "Concat",
            wanted,
            parts,
            new AttributeProto
            {
                Name = "axis",
                Type = AttributeType.Int,
                I = 0,
            }
        );
    }

    private string One(string wanted, Dimension size)
    {
        string[] factors = [.. size.Names().Select(Named)];
        if (size.Factor != 1 || factors.Length == 0)
        {
            factors = [.. factors, Number($"{wanted}/number", size.Factor)];
        }

        return factors.Aggregate((product, factor) => Add("Mul", $"{wanted}/product", [product, factor]));
    }

    private string Named(string name)
    {
        if (!_written.TryGetValue(name, out var written))
        {
            var (input, axis) = AxisOf(name)!.Value;
            written = _written[name] = Add(
                "Gather",
                $"size/{name}",
                [Add("Shape", $"{input}/shape", [input]), Number($"size/{name}/axis", axis)]
            );
        }

        return written;
    }

    private (string Input, int Axis)? AxisOf(string name) =>
        graph
            .Inputs.SelectMany(input => input.Shape.Select((size, axis) => (Size: size, Place: (input.Name, axis))))
            .Where(seen => seen.Size == name)
            .Select(seen => ((string, int)?)seen.Place)
            .FirstOrDefault();

    private string Number(string wanted, long number) => model.AddConstant(wanted, Tensor.From<long>([number]));

    private string Add(string @operator, string wanted, string[] inputs, params AttributeProto[] attributes)
    {
        var name = model.FreshName(wanted);
        model.Proto.Node.Add(
            new NodeProto
            {
                Name = name,
                OpType = @operator,
                Input = { inputs },
                Output = { name },
                Attribute = { attributes },
            }
        );
        return name;
    }
}
