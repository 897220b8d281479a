using Decant.Losses;
using Decant.Recipes;

namespace Decant.Tests.Recipes;

public class RecipeExceptionTests
{
    [Fact]
    public void Every_problem_of_a_recipe_is_shown_at_once_with_its_line_and_the_way_out()
    {
        const string recipe = """
            data: { source: idx, path: mnist, fraction: 2 }
            teacher:
              train: { model: mpl, hidden: [1200, 1200] }
            student: { model: mlp, hiden: [800] }
            losses:
              - soft-target: { temperature: 4 }
              - hard-labels: { weight: -0.1 }
            training:
              epochs: ten
              epochs: 10
              learning rate: 0.1
            """;
        const string expected = """
            mnist.yaml:1:45: data.fraction: expected a number (above 0 and at most 1), received '2'.
              1 | data: { source: idx, path: mnist, fraction: 2 }
                |                                             ^
                The default is 1.

            mnist.yaml:3:19: teacher.train.model: unknown model 'mpl'; nearest: 'mlp'; known: mlp, tabular-resnet, lightgbm, cnn, resnet, resnet-imagenet, mobilenet, encoder, text-cnn, bi-lstm, bag-of-embeddings, static-embedding, fcn, unet, lraspp, detector.
              3 |   train: { model: mpl, hidden: [1200, 1200] }
                |                   ^^^
                Leave 'model' out, or give mlp or tabular-resnet or lightgbm or cnn or resnet or resnet-imagenet or mobilenet or encoder or text-cnn or bi-lstm or bag-of-embeddings or static-embedding or fcn or unet or lraspp or detector.

            mnist.yaml:4:24: student.hiden: unknown key 'hiden'; nearest: 'hidden'; known: model, hidden, dropout, input-dropout, activation, onnx, init, augment, input-size, input-channels, generations, freeze, output, output-name, preprocess, head, classes, batch-norm, runtime.
              4 | student: { model: mlp, hiden: [800] }
                |                        ^^^^^
                Correct or remove 'hiden'.

            mnist.yaml:6:5: losses.0.soft-target: unknown loss 'soft-target'; nearest: 'soft-targets'; known: {losses}.
              6 |   - soft-target: { temperature: 4 }
                |     ^^^^^^^^^^^
                Correct the name.

            mnist.yaml:7:28: losses.1.hard-labels.weight: expected a number (at least 0), received '-0.1'.
              7 |   - hard-labels: { weight: -0.1 }
                |                            ^^^^
                The default is 1.

            mnist.yaml:9:11: training.epochs: expected a whole number (1 to 1000000), received 'ten'.
              9 |   epochs: ten
                |           ^^^
                The default is 30.

            mnist.yaml:10:3: training.epochs: the key 'epochs' is given twice, first on line 9.
              10 |   epochs: 10
                 |   ^^^^^^
                Remove one of the two.

            mnist.yaml:11:3: training.learning rate: unknown key 'learning rate'; nearest: 'learning-rate'; known: epochs, batch, optimizer, learning-rate, momentum, nesterov, weight-decay, schedule, final-share, warmup, clip-norm, max-norm, layer-decay, early-stopping, seed, similar-length, precision, threads.
              11 |   learning rate: 0.1
                 |   ^^^^^^^^^^^^^
                Correct or remove 'learning rate'.

            --set: training.batch: expected a whole number (1 to 1000000), received '0'.
              --set | training.batch=0
                    |                ^
                The default is 128.

            9 problems in mnist.yaml.
            """;

        var exception = Assert.Throws<RecipeException>(() => RecipeReader.ReadText(recipe, "mnist.yaml", ["training.batch=0"]));

        Assert.Equal(
            expected
                .Replace("{losses}", string.Join(", ", DistillationLosses.All.Names), StringComparison.Ordinal)
                .ReplaceLineEndings("\n"),
            exception.Message
        );
    }

    [Fact]
    public void Of_a_very_long_line_the_part_around_the_caret_is_shown()
    {
        var problem = Assert.Single(RecipeProblemTests.Problems($"training: {{ {new string(' ', 500)}batch: 0 }}\n{Smallest.Yaml}"));

        var lines = problem.Describe("r").Split('\n');
        Assert.Equal('0', lines[1][lines[2].IndexOf('^')]);
        Assert.All(lines, line => Assert.True(line.Length < 140));
    }

    [Fact]
    public void Of_a_hundred_problems_thirty_are_shown_and_all_are_there()
    {
        var exception = Assert.Throws<RecipeException>(() =>
            RecipeReader.ReadText(string.Concat(Enumerable.Range(0, 100).Select(i => $"nonsense{i}: 1\n")) + Smallest.Yaml)
        );

        Assert.Equal(100, exception.Problems.Count);
        Assert.EndsWith("100 problems in recipe, the first 30 shown.", exception.Message, StringComparison.Ordinal);
    }
}
