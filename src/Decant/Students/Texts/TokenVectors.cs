using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Passes;

namespace Decant.Students.Texts;

/// <summary>
/// What a teacher says about each token alone: better vectors of tokens than the rows of its table, as Model2Vec takes them.
/// </summary>
internal static class TokenVectors
{
    private const int Batch = 256;

    /// <summary>Whether a teacher can be asked.</summary>
    public static bool AreOf(Graph teacher) =>
        TokenTables.Of(teacher) is { } tables && Features(teacher, tables.Tokens.Dimensions[1]) is not null;

    /// <summary>Asks a teacher about short texts, one for each token of a student.</summary>
    /// <param name="teacher">A text network.</param>
    /// <param name="texts">The teacher's ids of each, one or more.</param>
    /// <param name="device">Threads and kernels.</param>
    /// <returns>[texts, D]: the last value of the width of its token vectors that it computes of a text; of a network that answers each
    /// token, the mean over the tokens between the first and the last. Null where there is none.</returns>
    public static Tensor? Ask(Graph teacher, IReadOnlyList<IReadOnlyList<int>> texts, Device device)
    {
        if (TokenTables.Of(teacher) is not { } tables || Features(teacher, tables.Tokens.Dimensions[1]) is not { } name)
        {
            return null;
        }

        var (ids, width, longest) = (teacher.Inputs[0].Shape, tables.Tokens.Dimensions[1], texts.Max(text => text.Count));
        var isPerToken = teacher[name].Shape.Rank == 3;
        var (batchName, lengthName) = (ids[0].ToString(), ids[1].ToString());
        using var executable = Executable.Compile(
            PassLists.Frozen.Run(DeadCode.Remove(teacher, [name])),
            new CompileOptions
            {
                Device = device,
                Bounds = new Dictionary<string, int> { [batchName] = Batch, [lengthName] = longest },
                ConstantWeights = true,
            }
        );
        var vectors = new Tensor(ElementType.Float32, texts.Count, width);
        // Of one length, so that nothing is padded.
        foreach (var group in Enumerable.Range(0, texts.Count).GroupBy(text => texts[text].Count))
        {
            executable.Resize(lengthName, group.Key);
            foreach (var batch in group.Chunk(Batch))
            {
                executable.Resize(batchName, batch.Length);
                foreach (var input in teacher.Inputs.Where(input => executable.Has(input.Name)))
                {
                    using var tensor = new Tensor(ElementType.Int64, batch.Length, group.Key);
                    Fill(tensor.Span<long>(), input.Name, batch, group.Key);
                    executable[input.Name].Bytes()[..tensor.Bytes().Length].Clear();
                    tensor.Bytes().CopyTo(executable[input.Name].Bytes());
                }

                executable.Run();
                var answers = executable[name].Span<float>();
                for (var place = 0; place < batch.Length; place++)
                {
                    var vector = vectors.Span<float>().Slice(batch[place] * width, width);
                    if (isPerToken)
                    {
                        Average(answers.Slice(place * group.Key * width, group.Key * width), vector);
                    }
                    else
                    {
                        answers.Slice(place * width, width).CopyTo(vector);
                    }
                }
            }
        }

        return vectors;

        void Fill(Span<long> numbers, string input, int[] batch, int length)
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                numbers[i] =
                    input.EndsWith(TextInput.IdsName, StringComparison.Ordinal) ? texts[batch[i / length]][i % length]
                    : input.EndsWith(TextInput.MaskName, StringComparison.Ordinal) ? 1
                    : 0;
            }
        }
    }

    // A token lies between those that begin and end a text.
    private static void Average(ReadOnlySpan<float> tokens, Span<float> vector)
    {
        var (width, length) = (vector.Length, tokens.Length / vector.Length);
        var inner = length > 2 ? tokens[width..^width] : tokens;
        vector.Clear();
        for (var i = 0; i < inner.Length; i++)
        {
            vector[i % width] += inner[i] * width / inner.Length;
        }
    }

    // What the answers are made of: the last floats [N, D] or [N, T, D] on the way to them.
    private static string? Features(Graph teacher, int width) =>
        DeadCode
            .Remove(teacher, [teacher.Outputs[0].Name])
            .Nodes.SelectMany(node => node.Outputs)
            .LastOrDefault(value =>
                value.Type == ElementType.Float32
                && (value.Shape.Rank == 2 || (value.Shape.Rank == 3 && value.Shape[1] == teacher.Inputs[0].Shape[1]))
                && value.Shape[0] == teacher.Inputs[0].Shape[0]
                && value.Shape[^1] == width
            )
            ?.Name;
}
