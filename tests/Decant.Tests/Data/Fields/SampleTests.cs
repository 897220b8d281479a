using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine;

namespace Decant.Tests.Data.Fields;

public sealed class SampleTests
{
    private static readonly Sentences s_sentences = new(20);

    [Fact]
    public void A_sample_holds_what_it_asks_for_and_nothing_else()
    {
        using var sample = new Sample(s_sentences.Schema["tokens"], s_sentences.Schema["person"]);
        s_sentences.Read(5, sample);
        Assert.Equal(2, sample.Length("T"));
        Assert.Equal([500L, 501L], sample.Numbers<long>("tokens").ToArray());
        Assert.Equal(1, sample.Numbers<long>("person")[0]);
        Assert.False(sample.Asks("tags"));
        Assert.StartsWith(
            "Sample: unknown field 'tags'; known: tokens, person.",
            Message(() => sample.Numbers<long>("tags")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_field_is_read_alone_without_memory_of_its_own()
    {
        Span<long> tokens = stackalloc long[Sentences.Longest];
        Assert.Equal(7, s_sentences.Read(s_sentences.Schema["tokens"], 1, tokens));
        Assert.Equal([100L, 101, 102, 103, 104, 105, 106], tokens[..7].ToArray());
        Assert.Equal(-1, s_sentences.Label(3));
    }

    [Fact]
    public void Reading_again_and_again_allocates_nothing()
    {
        var digits = Decant.Data.Digits.DigitImages.Draw(1, "train", 20, 0.5);
        using var sample = new Sample(digits.Schema.Fields);
        var pixels = new float[digits.SampleSize];
        Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Read()
        {
            for (var index = 0; index < digits.Count; index++)
            {
                digits.Read(index, sample);
                digits.Read(index, pixels);
                digits.Label(index);
            }
        }
    }

    [Fact]
    public void Lengths_that_cannot_be_are_refused()
    {
        using var sample = new Sample(s_sentences.Schema.Fields);
        Assert.Equal(
            "Sample: field 'tokens' has T ≤ 10, received 11. Cut the sample, or let the schema hold more.",
            Message(() => sample.Numbers<long>("tokens", 11))
        );
        sample.Numbers<long>("tokens", 3);
        Assert.StartsWith(
            "Sample: field 'tags' has the length 4, and another field of the axis T has 3.",
            Message(() => sample.Numbers<long>("tags", 4)),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Sample: field 'person: Int64 [], Identity' is as long in every sample",
            Message(() => sample.Numbers<long>("person", 1)),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "was asked for as Float32. Take its own type.",
            Message(() => sample.Numbers<float>("tokens")),
            StringComparison.Ordinal
        );
        Assert.StartsWith("Sample: unknown axis that varies 'U'", Message(() => sample.Length("U")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_hidden_is_unknown_and_the_inputs_stay()
    {
        var digits = Decant.Data.Digits.DigitImages.Draw(1, "train", 20, 0.5);
        var hidden = new WithoutLabels(digits);
        using var sample = new Sample(digits.Schema.Fields);
        hidden.Read(3, sample);
        var pixels = new float[digits.SampleSize];
        digits.Read(3, pixels);
        Assert.Equal(pixels, sample.Numbers<float>(Field.ImageName).ToArray());
        Assert.Equal(-1, sample.Numbers<long>(Field.LabelName)[0]);
        Assert.All(sample.Numbers<long>("mask").ToArray(), pixel => Assert.Equal(-1, pixel));
        Assert.All(sample.Numbers<float>("strokes").ToArray(), number => Assert.Equal(float.NaN, number));
    }

    [Fact]
    public void A_field_that_a_joined_part_lacks_is_unknown_there()
    {
        var first = new MemoryTable("first", ["x"], [1, 2], [0, 1], ["a", "b"], others: [new MemoryIdentities("person", [7, 8])]);
        var joined = new Joined("both", first, new MemoryTable("second", ["x"], [3], [-1], []));
        using var sample = new Sample(joined.Schema.Fields);
        joined.Read(1, sample);
        Assert.Equal((2, 1, 8), (sample.Numbers<float>("numbers")[0], sample.Numbers<long>("label")[0], sample.Numbers<long>("person")[0]));
        joined.Read(2, sample);
        Assert.Equal(
            (3, -1, -1),
            (sample.Numbers<float>("numbers")[0], sample.Numbers<long>("label")[0], sample.Numbers<long>("person")[0])
        );
    }

    [Fact]
    public void A_column_that_is_named_as_an_input_gets_a_name_of_its_own()
    {
        var set = new TargetSet("numbers", TargetKind.Numbers, ["numbers"]);
        var table = new MemoryTable("rows", ["x"], [1], [-1], [], [new(set, [5])]);
        var number = new float[1];
        table.ReadTargets(set, 0, number);
        Assert.Equal(5, number[0]);
        Assert.Equal(["numbers", "numbers (target)"], table.Schema.Fields.Select(field => field.Name));
    }

    private static string Message(Action act) => Assert.Throws<DecantException>(act).Message;
}
