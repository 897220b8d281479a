using Decant.Adoption;
using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Teachers;

namespace Decant.Tests.Adoption;

/// <summary>Files whose classes are in another order than the data's, or are more.</summary>
public sealed class ClassColumnsTests : IDisposable
{
    private const int Count = 6;
    private readonly WorkerPool _pool = new(1);

    public static TheoryData<string, string, string[]?> Ways =>
        new()
        {
            { "decant.classes", """["b","c","a"]""", null },
            { "names", "{0: 'B', 1: 'c', 2: 'a'}", null }, // as Ultralytics writes it
            { "classes", """["b","c","a"]""", null },
            { "id2label", """{"0": "b", "1": "c", "2": "a"}""", null },
            { "", "", ["2", "0", "1"] },
            { "", "", ["b", "c", "a"] },
            { "decant.classes", """["bee","sea","ay"]""", ["ay", "bee", "sea"] },
        };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Classes_in_another_order_are_put_into_the_datas_by_name_or_as_the_user_says(string key, string names, string[]? asked)
    {
        var file = ForeignNetwork.Of(new Shape("n", 2, 6, 6), finish: z => z.Gather(Columns(z, 1, 2, 0), 1));
        if (key.Length > 0)
        {
            file.Metadata[key] = names;
        }

        Assert.Equal(Answers(ForeignNetwork.Of(new Shape("n", 2, 6, 6), finish: z => z.Identity()), null), Answers(file, asked), (a, b) =>
            Math.Abs(a - b) < 1e-6
        );
    }

    [Fact]
    public void Of_many_classes_those_of_the_data_are_asked_by_their_names()
    {
        var file = ForeignNetwork.Of(new Shape("n", 2, 6, 6), finish: z => z.Gather(Columns(z, 2, 1, 0, 1, 2), 1));
        file.Metadata["decant.classes"] = """["owl","fox","a","b","c"]""";

        var adopted = Adopt(file, null);
        Assert.Equal(Answers(ForeignNetwork.Of(new Shape("n", 2, 6, 6), finish: z => z.Identity()), null), Answers(file, null), (a, b) =>
            Math.Abs(a - b) < 1e-6
        );
        Assert.Contains(adopted.Notes, note =>
            note == "of its 5 classes it is asked for the 3 of the data, by their names: a (column 2), b (column 3), c (column 4)."
        );
        // The file keeps its order, so it keeps its names.
        Assert.Equal("""["owl","fox","a","b","c"]""", adopted.Restore(adopted.Network).Metadata["decant.classes"]);
        Assert.Equal("""["a","b","c"]""", adopted.Network.Metadata["decant.classes"]);
    }

    [Fact]
    public void Of_many_classes_without_names_both_ways_out_are_said_in_one_sentence()
    {
        var file = ForeignNetwork.Of(new Shape("n", 2, 6, 6), finish: z => z.Gather(Columns(z, 2, 1, 0, 1, 2), 1));

        Assert.Equal(
            "it answers 5 classes and the data have 3: say which of its classes they are, in the data's order, with "
                + "'classes: [columns or names]', "
                + "or give it a new last layer with 'head: { classes: 3 }' and train it ('train: { epochs: … }').",
            Refusal(file, null)
        );
    }

    [Theory]
    [InlineData("received 2 columns", "0", "1")]
    [InlineData("received column 1 twice", "0", "1", "1")]
    [InlineData("expected columns from 0 to 2, as 'scores' has, received 3", "0", "1", "3")]
    [InlineData("'owl' is no name of the data's or the file's", "a", "b", "owl")]
    [InlineData("none is 'c'", "a", "b")]
    public void Columns_and_names_that_are_not_there_are_refused(string words, params string[] asked) =>
        Assert.Contains(
            words,
            Refusal(ForeignNetwork.Of(new Shape("n", 2, 6, 6), finish: z => z.Identity()), asked),
            StringComparison.Ordinal
        );

    public void Dispose() => _pool.Dispose();

    private static Value Columns(Value z, params long[] columns) => z.Graph.AddInitializer("columns", Tensor.From(columns));

    private AdoptedNetwork Adopt(Graph file, string[]? asked) =>
        NetworkAdoption.Run(
            file,
            new AdoptionOptions { Preprocessing = Preprocessing.None, Classes = asked },
            ForeignNetwork.Task(_pool, ForeignNetwork.Images(Count)),
            isTried: true
        );

    private float[] Answers(Graph file, string[]? asked)
    {
        using var frozen = new FrozenNetwork(Adopt(file, asked).Network, Count, DeviceCatalogue.Default(_pool));
        return NetworkAnswers.Of(frozen, ForeignNetwork.Images(Count));
    }

    private string Refusal(Graph file, string[]? asked) => Assert.Throws<DecantException>(() => Adopt(file, asked)).Message;
}
