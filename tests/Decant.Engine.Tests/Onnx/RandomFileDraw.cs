using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Randomness;
using Google.Protobuf;

namespace Decant.Engine.Tests.Onnx;

/// <summary>A file that grows: what it has, and numbers by chance.</summary>
internal sealed class RandomFileDraw(ModelProto model, int opset, int seed)
{
    private const int Float16 = 10;

    private RandomStream _stream = new((ulong)seed, "file steps");
    private int _names;

    /// <summary>The version of the standard's operators.</summary>
    public int Opset => opset;

    /// <summary>The code of the element type that constants of a step have.</summary>
    public int Code { get; private set; }

    /// <summary>Whether the step computes in 16-bit floats.</summary>
    public bool IsHalf => Code == Float16;

    /// <summary>Whether some step did.</summary>
    public bool HasHalf { get; private set; }

    /// <summary>A whole number from 0 on, below the bound.</summary>
    public int Below(int bound) => _stream.NextInt32(bound);

    /// <summary>One of some.</summary>
    public T Of<T>(params ReadOnlySpan<T> all) => all[Below(all.Length)];

    /// <summary>Yes or no.</summary>
    public bool Coin() => Below(2) == 0;

    /// <summary>A number.</summary>
    public float Number(double from, double to) => (float)_stream.NextDouble(from, to);

    /// <summary>An axis, counted from either side.</summary>
    public int Axis(Operand x, int first = 0)
    {
        var axis = first + Below(x.Rank - first);
        return Coin() ? axis : axis - x.Rank;
    }

    /// <summary>Adds a node with one output and gives its name.</summary>
    public string Add(string @operator, string inputs, params AttributeProto[] attributes) => AddAll(@operator, inputs, 1, attributes)[0];

    /// <summary>Adds a node and gives the names of its outputs.</summary>
    public string[] AddAll(string @operator, string inputs, int outputs, params AttributeProto[] attributes)
    {
        string[] names = [.. Enumerable.Range(0, outputs).Select(_ => $"file.{_names++}")];
        model.Graph.Node.Add(HandMade.Node(@operator, inputs, string.Join(' ', names), attributes));
        return names;
    }

    /// <summary>Adds a tensor and gives its name.</summary>
    public string Add(Tensor tensor)
    {
        var name = $"file.{_names++}";
        model.Graph.Initializer.Add(Decant.Engine.Onnx.TensorFormat.Write(name, tensor));
        return name;
    }

    /// <summary>Whole numbers.</summary>
    public string Longs(params long[] numbers) => Add(Tensor.From<long>(numbers, numbers.Length));

    /// <summary>One whole number without axes.</summary>
    public string Long(long number) => Add(Tensor.Scalar(number));

    /// <summary>Numbers of 32 bits.</summary>
    public string Floats(int[] sizes, params float[] numbers) =>
        Add(sizes.Length == 0 ? Tensor.Scalar(numbers[0]) : Tensor.From<float>(numbers, sizes));

    /// <summary>Given numbers of the step's float type.</summary>
    public string Given(int[] sizes, params float[] numbers)
    {
        var tensor = new TensorProto
        {
            Name = $"file.{_names++}",
            DataType = Code,
            Dims = { sizes.Select(size => (long)size) },
        };
        tensor.RawData = ByteString.CopyFrom([
            .. numbers.SelectMany(number =>
                Code == Float16 ? BitConverter.GetBytes((Half)number)
                : Code == (int)ElementType.Float64 ? BitConverter.GetBytes((double)number)
                : BitConverter.GetBytes(number)
            ),
        ]);
        model.Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>Numbers of the step's float type by chance.</summary>
    public string Numbers(double from, double to, params int[] sizes) =>
        Given(sizes, [.. Enumerable.Range(0, sizes.Aggregate(1, (product, size) => product * size)).Select(_ => Number(from, to))]);

    /// <summary>Bytes over their whole range by chance.</summary>
    public string Bytes(bool isSigned, params int[] sizes)
    {
        var tensor = new Tensor(isSigned ? ElementType.Int8 : ElementType.UInt8, sizes);
        foreach (ref var number in tensor.Bytes())
        {
            number = (byte)Below(256);
        }

        return Add(tensor);
    }

    /// <summary>Goes on from one of the values by one of the steps, and makes what comes out an output.</summary>
    /// <returns>Whether the file can be read so far.</returns>
    public bool Step()
    {
        Graph graph;
        try
        {
            graph = HandMade.Read(model.ToByteArray());
        }
        catch (DecantException)
        {
            return false;
        }

        Value[] inputs = [.. graph.Inputs];
        Value[] values =
        [
            .. inputs,
            .. graph.Nodes.SelectMany(node => node.Outputs).Where(value => value.Type.IsFloat() && IsAtHand(value.Name)),
        ];
        var (x, input) = (values[^(1 + Below(Math.Min(values.Length, 6)))], inputs[Below(inputs.Length)]);
        var (nodes, initializers) = (model.Graph.Node.Count, model.Graph.Initializer.Count);
        var isHalf = x.Type == ElementType.Float32 && Below(8) == 0;
        Code = isHalf ? Float16 : (int)x.Type;
        var (from, given) = isHalf
            ? (Add("Cast", x.Name, HandMade.Int("to", Float16)), Add("Cast", input.Name, HandMade.Int("to", Float16)))
            : (x.Name, input.Name);
        var result = RandomFileSteps
            .All[Below(RandomFileSteps.All.Count)]
            .Go(this, new(from, x.Shape, x.Type), new(given, input.Shape, input.Type));
        if (result is null)
        {
            while (model.Graph.Node.Count > nodes)
            {
                model.Graph.Node.RemoveAt(nodes);
            }

            while (model.Graph.Initializer.Count > initializers)
            {
                model.Graph.Initializer.RemoveAt(initializers);
            }

            return true;
        }

        HasHalf |= isHalf;
        model.Graph.Output.Add(
            new ValueInfoProto
            {
                Name = Add("Cast", result, HandMade.Int("to", (int)x.Type)),
                Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)x.Type } },
            }
        );
        return true;
    }

    // What a step made on its way may be of 16 bits, which nothing here tells.
    private bool IsAtHand(string name) =>
        !name.Contains(' ', StringComparison.Ordinal)
        && (
            name.StartsWith("file.", StringComparison.Ordinal)
                ? model.Graph.Output.Any(output => output.Name == name)
                : model.Graph.Node.Any(node => node.Output.Contains(name))
        );

    /// <summary>What a step starts from.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Shape">Its shape.</param>
    /// <param name="Type">Its type here, which widens 16-bit floats.</param>
    internal sealed record Operand(string Name, Shape Shape, ElementType Type)
    {
        /// <summary>Number of axes.</summary>
        public int Rank => Shape.Rank;

        /// <summary>A size that must be known; −1 where it is not.</summary>
        public int this[int axis] => Shape[axis < 0 ? axis + Rank : axis] is { IsStatic: true } size ? size.Size : -1;

        /// <summary>Whether all axes from one on are known and have elements.</summary>
        public bool IsKnown(int from = 0) => Enumerable.Range(from, Math.Max(0, Rank - from)).All(axis => this[axis] > 0);
    }
}
