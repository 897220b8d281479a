using Decant.Data;
using Decant.Data.Fields;
using Decant.Data.Sources;
using Decant.Engine.Graphs;
using Decant.Engine.Randomness;

namespace OwnTask;

/// <summary>Visits to a shop, drawn by a rule; a real source reads a file or a database here.</summary>
internal sealed class VisitSource(int count) : DataSource
{
    public override string Name => "shop-visits";

    // One part: the recipe says how it is divided.
    public override SourceParts Open(DataOptions options) => new(new Visits(Name, count), null, null, []);
}

/// <summary>
/// What is known of a visit: three numbers about the visitor, and the things that were looked at, 1 to 9 of them; and what is
/// to be learnt: whether something was bought, and for how much.
/// </summary>
internal sealed class Visits(string name, int count)
    : Dataset(
        name,
        new Schema(
            new Field("facts", ElementType.Float32, [new("D", 3)], FieldRole.Input) { Meaning = "age, loyalty and haste, 0 to 1" },
            new Field("things", ElementType.Int64, [FieldSize.UpTo("T", 9)], FieldRole.Input) { Meaning = "numbers of things, 0 to 7" },
            Field.Label(["left", "bought"]),
            new Field("price", ElementType.Float32, [new("D", 1)], FieldRole.Truth) { Meaning = "euros" }
        )
    )
{
    public override int Count => count;

    // Of the fields that are asked for all that there is; of one that varies, its length too.
    public override void Read(int index, Sample sample)
    {
        var random = new RandomStream(1, Name).At((ulong)index);
        Span<float> facts = [random.NextSingle(), random.NextSingle(), random.NextSingle()];
        Span<long> things = stackalloc long[1 + random.NextInt32(9)];
        float mean = 0;
        foreach (ref var thing in things)
        {
            thing = random.NextInt32(8);
            mean += (float)thing / things.Length;
        }

        if (sample.Asks("facts"))
        {
            facts.CopyTo(sample.Numbers<float>("facts"));
        }

        if (sample.Asks("things"))
        {
            things.CopyTo(sample.Numbers<long>("things", things.Length));
        }

        sample.Set(Field.LabelName, mean + facts[0] > 4 ? 1L : 0);
        sample.Set("price", 10 + (5 * facts[1]) + (2 * mean));
    }

    protected override string ComputeFingerprint() => $"visits {count} of seed 1";
}
