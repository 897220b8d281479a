using Decant.Engine.Graphs;
using Decant.Engine.Passes;

namespace Decant.Engine.Inference;

/// <summary>A network as one answer to one input: float32 numbers of a fixed size for each of N samples.</summary>
internal sealed class VectorForm
{
    private static readonly string[] s_answers = ["probabilities", "prediction"];

    private VectorForm(Graph network)
    {
        Network = network;
        InputShape = [.. Input.Shape.Skip(1).Select(size => size.Size)];
        OutputShape = [.. Output.Shape.Skip(1).Select(size => size.Size)];
        InputSize = InputShape.Aggregate(1, (product, size) => checked(product * size));
        OutputSize = OutputShape.Aggregate(1, (product, size) => checked(product * size));
        Batch = Input.Shape[0].IsStatic ? null : Input.Shape[0].ToString();
    }

    /// <summary>The part of the network that answers, frozen.</summary>
    public Graph Network { get; }

    /// <summary>The input.</summary>
    public Value Input => Network.Inputs[0];

    /// <summary>The output.</summary>
    public Value Output => Network.Outputs[0];

    /// <summary>The name of the batch's size; null where the file fixes it.</summary>
    public string? Batch { get; }

    /// <summary>The shape of one sample.</summary>
    public IReadOnlyList<int> InputShape { get; }

    /// <summary>The shape of the answer to one sample.</summary>
    public IReadOnlyList<int> OutputShape { get; }

    /// <summary>Numbers in one sample.</summary>
    public int InputSize { get; }

    /// <summary>Numbers in the answer to one sample.</summary>
    public int OutputSize { get; }

    /// <summary>The form of a file.</summary>
    /// <param name="file">Its graph.</param>
    /// <param name="title">What messages call it.</param>
    /// <param name="wanted">The output; null for the usual one.</param>
    /// <exception cref="DecantException">The file has several inputs, or inputs or outputs of another kind; the message says what runs
    /// it.</exception>
    public static VectorForm Of(Graph file, string title, string? wanted)
    {
        var output = Answer(file, title, wanted);
        if (file.Inputs is not [var input])
        {
            throw new DecantException(
                $"Model '{title}': expected one input, received {Names(file.Inputs)}. "
                    + $"{nameof(Model)}.{nameof(Model.Run)} takes several by name."
            );
        }

        if (input.Type != ElementType.Float32 || input.Shape.Rank == 0)
        {
            throw new DecantException(
                $"Model '{title}': expected an input of float32 numbers with a batch axis, received {input}. "
                    + $"{nameof(Model)}.{nameof(Model.Run)} takes other inputs by name."
            );
        }

        if (input.Shape.Skip(1).FirstOrDefault(size => !size.IsStatic) is { IsStatic: false } free)
        {
            throw new DecantException(
                $"Model '{title}': the input {input} leaves the size {free} free. Give it a number: new "
                    + $"ModelOptions {{ Sizes = new Dictionary<string, int> {{ [\"{free}\"] = 224 }} }}, "
                    + $"or let it come with each call: {nameof(Model)}.{nameof(Model.Run)}."
            );
        }

        return output.Shape.Rank == 0 || !output.Shape[0].Equals(input.Shape[0]) || output.Shape.Skip(1).Any(size => !size.IsStatic)
            ? throw new DecantException(
                $"Model '{title}': expected an output of a fixed size for each of the N samples, '{output.Name}' is "
                    + $"{output.Shape}. Choose another one: {Names(file.Outputs)}; or ask "
                    + $"{nameof(Model)}.{nameof(Model.Run)}, which answers all."
            )
            : new VectorForm(PassLists.Frozen.Run(DeadCode.Remove(file, [output.Name])));
    }

    /// <summary>The output that answers.</summary>
    /// <exception cref="DecantException">There is none of float32 numbers, or none of the wanted name.</exception>
    public static Value Answer(Graph file, string title, string? wanted)
    {
        var floats = file.Outputs.Where(output => output.Type == ElementType.Float32).ToArray();
        if (wanted is not null)
        {
            return floats.FirstOrDefault(output => output.Name == wanted)
                ?? throw new DecantException(
                    $"Model '{title}': {NearestName.Explain("output of float32 numbers", wanted, floats.Select(output => output.Name))}."
                );
        }

        return floats.FirstOrDefault(output => s_answers.Contains(output.Name))
            ?? floats.FirstOrDefault()
            ?? throw new DecantException(
                $"Model '{title}': expected an output of float32 numbers, received {Names(file.Outputs)}. Export "
                    + $"the model with its probabilities."
            );
    }

    private static string Names(IEnumerable<Value> values) => string.Join(", ", values);
}
