using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine.Graphs;
using Decant.Engine.Randomness;

namespace Decant.Tests.Tasks.Own;

/// <summary>
/// Visits to a shop: three numbers about a visitor and the things that were looked at, 1 to 9 of them; whether something was bought (0 or
/// 1), and for how much.
/// </summary>
internal sealed class Visits : Dataset
{
    public const int Facts = 3,
        Longest = 9,
        Things = 7;

    private readonly float[][] _facts;
    private readonly long[][] _things;

    public Visits(string name, int count, ulong seed)
        : base(
            name,
            new Schema(
                new Field("facts", ElementType.Float32, [new("D", Facts)], FieldRole.Input)
                {
                    Meaning = "age, visits and distance, each 0 to 1",
                },
                new Field("things", ElementType.Int64, [FieldSize.UpTo("T", Longest)], FieldRole.Input)
                {
                    Meaning = "numbers of things, from 0",
                },
                Field.Label(["left", "bought"]),
                new Field("price", ElementType.Float32, [new("D", 1)], FieldRole.Truth)
            )
        )
    {
        var stream = new RandomStream(seed, name);
        (_facts, _things) = (new float[count][], new long[count][]);
        for (var visit = 0; visit < count; visit++)
        {
            _facts[visit] = [.. Enumerable.Range(0, Facts).Select(_ => (float)stream.NextDouble())];
            _things[visit] =
            [
                .. Enumerable.Range(0, 1 + (int)(stream.NextDouble() * Longest)).Select(_ => (long)(stream.NextDouble() * Things)),
            ];
        }
    }

    public override int Count => _facts.Length;

    /// <summary>What is true of a visit: its class, and its price.</summary>
    public (int Label, float Price) Truth(int visit)
    {
        var mean = (float)_things[visit].Average();
        return (mean + _facts[visit][0] > 3.5f ? 1 : 0, 10 + (5 * _facts[visit][1]) + (2 * mean));
    }

    public override void Read(int index, Sample sample)
    {
        if (sample.Asks("facts"))
        {
            _facts[index].CopyTo(sample.Numbers<float>("facts"));
        }

        if (sample.Asks("things"))
        {
            _things[index].CopyTo(sample.Numbers<long>("things", _things[index].Length));
        }

        sample.Set(Field.LabelName, (long)Truth(index).Label);
        sample.Set("price", Truth(index).Price);
    }

    protected override string ComputeFingerprint() => $"{Name} {Count}";
}
