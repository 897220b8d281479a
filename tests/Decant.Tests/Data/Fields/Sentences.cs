using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine.Graphs;

namespace Decant.Tests.Data.Fields;

/// <summary>
/// Sentences of whole numbers: sample i has (7·i mod 11) tokens, each 100·i + its place, a class per token and a picture of one pixel.
/// </summary>
internal sealed class Sentences(int count) : Dataset("sentences", s_schema)
{
    public const int Longest = 10;

    private static readonly Schema s_schema = new(
        new Field("tokens", ElementType.Int64, [FieldSize.UpTo("T", Longest)], FieldRole.Input),
        new Field("sound", ElementType.Float32, [FieldSize.UpTo("S", 5), new("D", 2)], FieldRole.Input),
        new Field("tags", ElementType.Int64, [FieldSize.UpTo("T", Longest)], FieldRole.Truth),
        Field.Identity("person")
    );

    public override int Count => count;

    public static int LengthOf(int index) => 7 * index % 11;

    public override void Read(int index, Sample sample)
    {
        foreach (var (name, scale) in new[] { ("tokens", 100L), ("tags", -100L) })
        {
            if (sample.Asks(name))
            {
                var numbers = sample.Numbers<long>(name, LengthOf(index));
                for (var t = 0; t < numbers.Length; t++)
                {
                    numbers[t] = (scale * index) + t;
                }
            }
        }

        if (sample.Asks("sound"))
        {
            sample.Numbers<float>("sound", index % 6).Fill(index);
        }

        sample.Set("person", (long)(index / 3));
    }

    protected override string ComputeFingerprint() => $"sentences {count}";
}
