using Decant.Recipes;

namespace Decant.Tests.Recipes;

public class RecipeWriterTests
{
    public static TheoryData<string> Recipes => [.. Examples.All];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void An_effective_recipe_reads_back_as_the_same_recipe(string yaml)
    {
        var recipe = RecipeReader.ReadText(yaml);

        var written = RecipeWriter.Write(recipe);

        Assert.Equal(recipe, RecipeReader.ReadText(written));
        Assert.Equal(written, RecipeWriter.Write(RecipeReader.ReadText(written)));
    }

    [Fact]
    public void An_effective_recipe_shows_every_value_that_was_used()
    {
        const string expected = """
              validation: 0.1
              test: 0.1
              fraction: 1
              labelled: 1
              confidence: 0
              seed: training
              normalize: auto
              augment: { shift: 2 }
            teacher:
              onnx: teacher.onnx
              combine: probabilities
            student:
              model: resnet
              depth: 8
              width: 0.5
              shortcut: projection
              augment: none
              generations: 1
            losses:
              - soft-targets: { weight: 0.9, temperature: 4, reduction: batch, temperature-squared: on }
            training:
              epochs: 30
              batch: 128
              optimizer: sgd
              learning-rate: 0.05
              momentum: 0.9
              nesterov: off
              weight-decay: 0
              schedule: step
              milestones: [0.5, 0.75]
              decay: 0.1
              warmup: 500 steps
              clip-norm: off
              max-norm: off
              layer-decay: off
              early-stopping: { patience: 7, metric: main, smallest-gain: 0 }
              seed: 1
              precision: f32
              threads: all
            balance: measure
            compare:
              arms: [scratch]
              seeds: 1
              margin: 0.01

            """;
        var recipe = RecipeReader.ReadText(
            """
            data: { source: idx, path: a b, augment: { shift: 2 } }
            teacher: { onnx: teacher.onnx }
            student: { model: resnet, depth: 8, width: 0.5, augment: none }
            losses: [soft-targets]
            training: { schedule: step, warmup: 500 steps, early-stopping: 7 }
            """
        );

        // The source's own options are its own to change.
        var written = RecipeWriter.Write(recipe);
        Assert.StartsWith("task: image-classification\ndata:\n  source: idx\n  path: \"a b\"\n", written, StringComparison.Ordinal);
        Assert.Equal(expected.ReplaceLineEndings("\n"), written[written.IndexOf("  validation:", StringComparison.Ordinal)..]);
    }
}
