using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Pipeline;
using Decant.Students;

namespace Decant.Tests.Students;

public class NetworkBuilderTests
{
    private static readonly Field s_words = new("words", ElementType.Int64, [FieldSize.UpTo("T", 9)], FieldRole.Input) { Choices = 12 };
    private static readonly Field s_facts = new("facts", ElementType.Float32, [new("D", 3)], FieldRole.Input);

    [Fact]
    public void An_architecture_knows_how_many_words_there_are_and_how_many_a_text_has_at_most()
    {
        var network = Builder(s_words, s_facts);
        Assert.Equal(12, network.Choices("words"));
        Assert.Equal(9, network.Longest("words"));
        Assert.False(network.AnswersPlaces);
    }

    [Fact]
    public void What_no_one_knows_is_said_in_a_sentence()
    {
        var network = Builder(s_words, s_facts);
        Assert.StartsWith(
            "any: unknown input 'word'; nearest: 'words'; known:",
            Assert.Throws<DecantException>(() => network.Choices("word")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Set Field.Choices",
            Assert.Throws<DecantException>(() => network.Choices("facts")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains("vary in length", Assert.Throws<DecantException>(() => network.Longest("facts")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_whole_numbers_have_choices()
    {
        Assert.Contains(
            "expected how many",
            Assert.Throws<DecantException>(() => s_words with { Choices = 0 }).Message,
            StringComparison.Ordinal
        );
        Assert.Contains("of Float32", Assert.Throws<DecantException>(() => s_facts with { Choices = 2 }).Message, StringComparison.Ordinal);
    }

    private static NetworkBuilder Builder(params Field[] fields) =>
        new(new Graph("any"), 1, PreparedData.InputsOf(new NoSamples(fields)), InputScaling.None);

    private sealed class NoSamples(IReadOnlyList<Field> fields) : Decant.Data.Dataset("none", new Schema(fields))
    {
        public override int Count => 0;

        public override void Read(int index, Sample sample) => throw new NotSupportedException();

        protected override string ComputeFingerprint() => Name;
    }
}
