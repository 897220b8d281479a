using Decant.Losses;
using Decant.Pipeline;
using Decant.Recipes;

namespace Decant.Tests.Tasks.Segmentation;

/// <summary>Every loss in a recipe of classes of pixels: it can train there, or says by its own name why not.</summary>
public class PixelLossCheckTests
{
    public static TheoryData<string> Losses => [.. DistillationLosses.All.Select(loss => loss.Name)];

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_loss_trains_pixels_or_says_by_its_name_why_it_cannot(string name)
    {
        var problems = Problems($"{name}: {{ {Values(name)} }}");

        Assert.All(problems, problem => Assert.Contains(name, problem, StringComparison.Ordinal));
        Assert.All(problems, problem => Assert.DoesNotContain("Reshape", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Exits_answer_once_for_each_image_and_say_so() =>
        Assert.StartsWith(
            "losses.exits: an exit answers once for each sample, and image-segmentation wants [N, C, H, W].",
            Assert.Single(Problems("exits: { at: [down2] }")),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("crd: { teacher: down2, student: down2, negatives: 20 }")]
    [InlineData("peers: {}")]
    [InlineData("hard-labels: {}")]
    public void What_remembers_samples_and_what_asks_peers_trains_pixels(string loss) => Assert.Empty(Problems(loss));

    private static string Values(string name)
    {
        var options = DistillationLosses.All.Find(name).Options;
        return string.Join(
            ", ",
            new[] { ("at", "down2"), ("teacher", "down2"), ("student", "down2") }
                .Where(value => options.Any(option => option.Key == value.Item1))
                .Select(value => $"{value.Item1}: {value.Item2}")
        );
    }

    private static IReadOnlyList<string> Problems(string loss)
    {
        var recipe = $$"""
            task: image-segmentation
            data: { source: digits, train-images: 60, test-images: 20 }
            teacher: { train: { model: fcn, channels: [4, 6], epochs: 1, batch: 8 } }
            student: { model: fcn, channels: [3, 4] }
            losses: [{ {{loss}} }]
            training: { epochs: 1, batch: 8 }
            """;
        try
        {
            return Distillation.Check(RecipeReader.ReadText(recipe, "pixels", []), new RunSettings());
        }
        catch (RecipeException refused)
        {
            return [.. refused.Problems.Select(problem => $"{problem.Path}: {problem.Message}")];
        }
    }
}
