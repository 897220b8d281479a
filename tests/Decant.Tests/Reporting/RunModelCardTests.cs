using System.Globalization;
using Decant.Reporting;
using Decant.Tests.Runs;
using YamlDotNet.RepresentationModel;

namespace Decant.Tests.Reporting;

public sealed class RunModelCardTests
{
    [Fact]
    public void The_front_matter_is_what_Hugging_Face_reads()
    {
        var run = SampleRun.OfDigits();
        var facts = FrontMatter(RunModelCard.Of(run));

        Assert.Equal("onnx", Text(facts["library_name"]));
        Assert.Equal("image-classification", Text(facts["pipeline_tag"]));
        Assert.Equal(["onnx", "decant", "knowledge-distillation"], Texts(facts["tags"]));
        Assert.Contains("accuracy", Texts(facts["metrics"]));
        Assert.Contains("f1", Texts(facts["metrics"]));
        var model = Assert.Single((YamlSequenceNode)facts["model-index"]);
        Assert.Equal("digits", Text(model["name"]));
        var result = Assert.Single((YamlSequenceNode)model["results"]);
        Assert.Equal("image-classification", Text(result["task"]["type"]));
        Assert.Equal("built-in digits", Text(result["dataset"]["name"]));
        // Of the file that is taken away, which is of the first seed: 150 of 10,000 are wrong.
        var accuracy = ((YamlSequenceNode)result["metrics"]).First(metric => Text(metric["type"]) == "accuracy");
        Assert.Equal(0.985, double.Parse(Text(accuracy["value"]), CultureInfo.InvariantCulture), 9);
        Assert.Equal("Accuracy", Text(accuracy["name"]));
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        var facts = FrontMatter(RunModelCard.Of(SampleRun.OfDigits(1) with { Task = "a-task-of-one-s-own" }));

        Assert.False(facts.Children.ContainsKey("license"));
        Assert.False(facts.Children.ContainsKey("pipeline_tag"));
        Assert.False(facts.Children.ContainsKey("datasets"));
    }

    [Fact]
    public void A_hostile_name_stays_a_name()
    {
        const string name = "a: \"b\"\n---\n# <b>ü 🙂";
        var run = SampleRun.OfDigits(1);
        var card = RunModelCard.Of(run with { Name = name, Data = run.Data with { Source = name } });
        var model = ((YamlSequenceNode)FrontMatter(card)["model-index"])[0];

        Assert.Equal(name, Text(model["name"]));
        Assert.Equal(name, Text(model["results"][0]["dataset"]["name"]));
        Assert.DoesNotContain("<b>", card[card.IndexOf("\n---\n", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Below_it_are_verdict_numbers_cost_and_use()
    {
        var card = RunModelCard.Of(SampleRun.OfDigits());
        string[] inOrder =
        [
            "\n# digits\n",
            "mlp 784-128-128-10",
            "## Results",
            "Distillation improved accuracy",
            "| Accuracy | 99.10 % |",
            "## Cost",
            "has paid after about",
            "```python",
            "InferenceSession(\"student.onnx\")",
        ];

        var places = inOrder.Select(part => card.IndexOf(part, StringComparison.Ordinal)).ToArray();

        Assert.All(places, place => Assert.True(place > 0));
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void A_teacher_alone_has_a_card_too()
    {
        var run = SampleRun.OfDigits(1);
        var facts = FrontMatter(RunModelCard.Of(run with { Arms = [run.Arms[0]] }));

        Assert.Equal(["onnx", "decant"], Texts(facts["tags"]));
    }

    private static YamlMappingNode FrontMatter(string card)
    {
        Assert.StartsWith("---\n", card, StringComparison.Ordinal);
        var end = card.IndexOf("\n---\n", StringComparison.Ordinal);
        var yaml = new YamlStream();
        yaml.Load(new StringReader(card[4..end]));
        return (YamlMappingNode)Assert.Single(yaml.Documents).RootNode;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static IEnumerable<string> Texts(YamlNode node) => ((YamlSequenceNode)node).Select(Text);
}
