using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine.Graphs;
using Decant.Students;

namespace Decant.Cli.Benchmarks;

/// <summary>The samples of a case: those of its batch, again and again.</summary>
/// <param name="inputs">[N, ..].</param>
/// <param name="labels">Int64 [N].</param>
/// <param name="classes">How many classes there are.</param>
/// <param name="count">How many samples there are.</param>
internal sealed class CaseSamples(Tensor inputs, Tensor labels, int classes, int count)
    : Dataset(
        "samples of a case",
        new Schema(
            new Field(
                Network.Input,
                inputs.Type,
                [.. inputs.Dimensions[1..].ToArray().Select((size, axis) => new FieldSize($"D{axis + 1}", size))],
                FieldRole.Input
            ),
            Field.Label([.. Enumerable.Range(0, classes).Select(c => $"{c}")])
        )
    )
{
    private readonly int _each = (int)(inputs.Count / inputs.Dimensions[0]);

    public override int Count => count;

    public override void Read(int index, Sample sample)
    {
        var row = index % inputs.Dimensions[0];
        if (!sample.Asks(Network.Input))
        {
            // Only its label is wanted.
        }
        else if (inputs.Type == ElementType.Float32)
        {
            inputs.Span<float>().Slice(row * _each, _each).CopyTo(sample.Numbers<float>(Network.Input));
        }
        else
        {
            inputs.Span<long>().Slice(row * _each, _each).CopyTo(sample.Numbers<long>(Network.Input));
        }

        sample.Set(Field.LabelName, labels.Span<long>()[row]);
    }

    protected override string ComputeFingerprint() => new('0', 64);
}
