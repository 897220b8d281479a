using Decant.Data;
using Decant.Data.Fields;
using Decant.Data.Sources;
using Decant.Engine.Graphs;
using Decant.Engine.Randomness;

/// <summary>Visits to a shop. A source of one part leaves it to the recipe how that is divided.</summary>
internal sealed class VisitSource(int count) : DataSource
{
    public override string Name => "shop-visits";

    public override SourceParts Open(string root) => new(new Visits(count), null, null, []);
}

/// <summary>Three numbers about a visitor and 1 to 9 things that were looked at; whether something was bought, and for how much.</summary>
internal sealed class Visits(int count)
    : Dataset(
        "shop-visits",
        new Schema(
            new Field("facts", ElementType.Float32, [new("D", 3)], FieldRole.Input) { Meaning = "age, loyalty, haste; 0 to 1" },
            new Field("things", ElementType.Int64, [FieldSize.UpTo("T", 9)], FieldRole.Input) { Meaning = "numbers of things, 0 to 7" },
            Field.Label(["left", "bought"]),
            new Field("price", ElementType.Float32, [new("D", 1)], FieldRole.Truth) { Meaning = "euros" }
        )
    )
{
    public override int Count => count;

    public override void Read(int index, Sample sample)
    {
        // Drawn by a rule; a real source reads a file or a database here.
        var random = new RandomStream(1, Name).At((ulong)index);
        Span<float> facts = [random.NextSingle(), random.NextSingle(), random.NextSingle()];
        Span<long> things = stackalloc long[1 + random.NextInt32(9)];
        float mean = 0;
        foreach (ref var thing in things)
        {
            thing = random.NextInt32(8);
            mean += (float)thing / things.Length;
        }

        sample.Set<float>("facts", facts);
        sample.Set<long>("things", things);
        sample.Set(Field.LabelName, mean + facts[0] > 4 ? 1L : 0);
        sample.Set("price", 10 + (5 * facts[1]) + (2 * mean));
    }

    protected override string ComputeFingerprint() => $"{count} visits of seed 1";
}
