using Decant.Engine.Graphs;
using Decant.Engine.Passes;

namespace Decant.Engine.Inference;

/// <summary>A network as its file declares it: several inputs and outputs by name, with sizes that come with a call.</summary>
internal sealed class NamedForm
{
    /// <summary>The form of a file.</summary>
    /// <param name="file">Its graph.</param>
    public NamedForm(Graph file)
    {
        Network = PassLists.Frozen.Run(file);
        Sizes = [.. file.Inputs.SelectMany(input => input.Shape).SelectMany(size => size.Names()).Distinct()];
        Inputs = [.. file.Inputs.Select(value => new Port(value, Sizes))];
        Outputs = [.. file.Outputs.Select(value => new Port(value, Sizes))];
    }

    /// <summary>The network, frozen.</summary>
    public Graph Network { get; }

    /// <summary>Names of the sizes that come with a call.</summary>
    public string[] Sizes { get; }

    /// <summary>What it takes.</summary>
    public Port[] Inputs { get; }

    /// <summary>What it answers.</summary>
    public Port[] Outputs { get; }

    /// <summary>Finds the sizes of a call in its inputs, and refuses inputs that do not fit; allocates nothing where they do.</summary>
    /// <param name="inputs">The inputs by name.</param>
    /// <param name="sizes">Is given the value of each of <see cref="Sizes"/>.</param>
    /// <exception cref="ArgumentException">An input is missing, or of another type or shape.</exception>
    public void Measure(IReadOnlyDictionary<string, Tensor> inputs, Span<int> sizes)
    {
        sizes.Fill(-1);
        foreach (var port in Inputs)
        {
            if (!inputs.TryGetValue(port.Name, out var tensor))
            {
                throw new ArgumentException(
                    $"Run: expected {Names(Inputs)}, received {string.Join(", ", inputs.Keys)}. Give '{port.Name}' too.",
                    nameof(inputs)
                );
            }

            if (tensor.Type != port.Type || tensor.Rank != port.Axes.Length)
            {
                throw Unfitting(port, tensor);
            }

            for (var axis = 0; axis < port.Axes.Length; axis++)
            {
                if (port.Axes[axis] is { Factor: 1, Symbols: [var symbol] } && sizes[symbol] < 0)
                {
                    sizes[symbol] = tensor.Dimensions[axis];
                }
            }
        }

        foreach (var port in Inputs)
        {
            for (var axis = 0; axis < port.Axes.Length; axis++)
            {
                if (inputs[port.Name].Dimensions[axis] is var size && (size < 1 || size != port.Axes[axis].Of(sizes)))
                {
                    throw Unfitting(port, inputs[port.Name]);
                }
            }
        }
    }

    /// <summary>Refuses outputs that cannot be written; allocates nothing where they can.</summary>
    /// <exception cref="ArgumentException">There is none, or one is unknown, of another type, or of another number of elements.</exception>
    public void Check(IReadOnlyDictionary<string, Tensor> outputs, ReadOnlySpan<int> sizes)
    {
        var known = 0;
        foreach (var port in Outputs)
        {
            if (outputs.TryGetValue(port.Name, out var tensor))
            {
                known++;
                if (tensor.Type != port.Type || tensor.Count != port.Count(sizes))
                {
                    throw new ArgumentException(
                        $"Run: expected room for {port.Type}[{string.Join(", ", port.Dimensions(sizes))}] in output "
                            + $"'{port.Name}', received {tensor}.",
                        nameof(outputs)
                    );
                }
            }
        }

        if (known == 0 || known < outputs.Count)
        {
            throw new ArgumentException(
                $"Run: expected outputs among {Names(Outputs)}, received "
                    + $"{(outputs.Count == 0 ? "none" : string.Join(", ", outputs.Keys))}.",
                nameof(outputs)
            );
        }
    }

    private ArgumentException Unfitting(Port port, Tensor tensor) =>
        new(
            $"Run: expected {port.Value.Type}{port.Value.Shape} as input '{port.Name}', every size 1 or more and "
                + $"the same wherever its name occurs; received {tensor}. The model takes {Names(Inputs)}.",
            "inputs"
        );

    private static string Names(IEnumerable<Port> ports) => string.Join(", ", ports.Select(port => port.Value));

    /// <summary>The size along an axis: a number times sizes of the call.</summary>
    public readonly record struct Axis(long Factor, int[] Symbols)
    {
        /// <summary>Its value for the sizes of a call.</summary>
        public long Of(ReadOnlySpan<int> sizes)
        {
            var size = Factor;
            foreach (var symbol in Symbols)
            {
                size *= sizes[symbol];
            }

            return size;
        }
    }

    /// <summary>An input or an output.</summary>
    public sealed class Port(Value value, string[] sizes)
    {
        /// <summary>The value in the file.</summary>
        public Value Value => value;

        /// <summary>Its name.</summary>
        public string Name { get; } = value.Name;

        /// <summary>What one number of it is.</summary>
        public ElementType Type { get; } = value.Type;

        /// <summary>Its sizes.</summary>
        public Axis[] Axes { get; } =
        [.. value.Shape.Select(size => new Axis(size.Factor, [.. size.Names().Select(name => Array.IndexOf(sizes, name))]))];

        /// <summary>Its elements for the sizes of a call.</summary>
        public long Count(ReadOnlySpan<int> sizes)
        {
            var count = 1L;
            foreach (var axis in Axes)
            {
                count *= axis.Of(sizes);
            }

            return count;
        }

        /// <summary>Its sizes for those of a call.</summary>
        public int[] Dimensions(ReadOnlySpan<int> sizes)
        {
            var dimensions = new int[Axes.Length];
            for (var axis = 0; axis < dimensions.Length; axis++)
            {
                dimensions[axis] = checked((int)Axes[axis].Of(sizes));
            }

            return dimensions;
        }
    }
}
