using System.Security.Cryptography;
using System.Text;
using Decant.Data.Sources;
using Decant.Recipes;

namespace Decant.Tests.Recipes;

public class RecipeFingerprintTests
{
    [Fact]
    public void Layout_order_comments_and_written_defaults_do_not_count()
    {
        var other = """
            # the same, said otherwise
            training: { epochs: 30, momentum: 0.90 }
            student:
              model: "mlp"     # quoted
            teacher: { train: { model: mlp, epochs: 30 } }
            data:
              path: mnist
              source: idx
            """;

        Assert.Equal(Of(Smallest.Yaml), Of(other));
        Assert.Equal(OfTeacher(Smallest.Yaml), OfTeacher(other));
    }

    [Theory]
    [InlineData("student.hidden=[7]", false)]
    [InlineData("student.augment={ shift: 1 }", false)]
    [InlineData("losses.soft-targets.temperature=8", false)]
    [InlineData("compare.seeds=3", false)]
    [InlineData("training.threads=1", false)]
    [InlineData("teacher.train.threads=1", false)]
    [InlineData("teacher.train.augment=none", false)] // what data.augment says already
    [InlineData("data.seed=1", false)] // what training.seed says already
    [InlineData("data.seed=2", true)]
    [InlineData("data.fraction=0.5", true)]
    [InlineData("data.augment={ shift: 1 }", true)]
    [InlineData("teacher.train.hidden=[7]", true)]
    [InlineData("teacher.train.learning-rate=0.01", true)]
    [InlineData("training.epochs=5", true)] // the teacher inherits it
    public void A_teacher_is_kept_while_only_the_distillation_changes(string argument, bool isAnother) =>
        Assert.Equal(isAnother, OfTeacher(Smallest.Yaml) != OfTeacher(Smallest.Yaml, argument));

    [Fact]
    public void A_teacher_of_another_seed_version_or_content_is_another()
    {
        var recipe = RecipeReader.ReadText(Smallest.Yaml);
        string[] fingerprints =
        [
            RecipeFingerprint.OfTeacher(recipe, 1, "1.0"),
            RecipeFingerprint.OfTeacher(recipe, 2, "1.0"),
            RecipeFingerprint.OfTeacher(recipe, 1, "1.1"),
            RecipeFingerprint.OfTeacher(recipe, 1, "1.0", "abc"),
            RecipeFingerprint.OfTeacher(recipe, 1, "1.0", "abd"),
            RecipeFingerprint.OfTeacher(recipe, 1, "1.0", "ab", "c"),
        ];

        Assert.Distinct(fingerprints);
        Assert.All(fingerprints, fingerprint => Assert.Matches("^[0-9a-f]{64}$", fingerprint));
    }

    [Fact]
    public void A_recipe_s_fingerprint_is_the_sha_256_of_its_effective_values_in_one_line()
    {
        var source = string.Concat(DataSources.Of("digits").Options.Select(option => $", {option.Name}: {option.Default}"));
        var line =
            $"{{ task: image-classification, data: {{ source: digits{source}, validation: 0.1, test: 0.1, fraction: "
            + $"1, labelled: 1, confidence: 0, seed: training, normalize: auto, augment: none }}, "
            + "teacher: { onnx: t.onnx, combine: probabilities }, student: { onnx: s.onnx, generations: 1 }, losses: "
            + "[{ hard-labels: { weight: 1 } }], "
            + "training: { epochs: 30, batch: 128, optimizer: sgd, learning-rate: 0.05, momentum: 0.9, nesterov: off, "
            + "weight-decay: 0, schedule: constant, warmup: 0 epochs, "
            + "clip-norm: off, max-norm: off, layer-decay: off, early-stopping: off, seed: 1, precision: f32 }, balance: measure, "
            + "compare: { arms: [scratch], seeds: 1, margin: 0.01 } }";

        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line))),
            Of(
                "data: { source: digits }\nteacher: { onnx: t.onnx }\nstudent: { onnx: s.onnx }\nlosses: [{ "
                    + "hard-labels: { weight: 1 } }]\ntraining: { schedule: constant, threads: 3 }"
            )
        );
    }

    private static string Of(string yaml) => RecipeFingerprint.Of(RecipeReader.ReadText(yaml));

    private static string OfTeacher(string yaml, params string[] overrides) =>
        RecipeFingerprint.OfTeacher(RecipeReader.ReadText(yaml, overrides: overrides), 1, "1.0");
}
