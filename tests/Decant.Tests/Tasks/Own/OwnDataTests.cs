using Decant.Data;
using Decant.Data.Augmentations;
using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Engine.Randomness;
using Decant.Recipes;

namespace Decant.Tests.Tasks.Own;

/// <summary>Samples, sources and augmentations that the library does not know, in batches and in recipes.</summary>
public sealed class OwnDataTests
{
    private const int Unknown = 6;

    [Fact]
    public void A_step_of_ones_own_changes_whole_samples_by_the_numbers_of_its_stream()
    {
        var visits = new Visits("train", 24, 1);
        using var batches = new BatchStream(
            visits,
            new BatchOptions
            {
                Size = 24,
                Seed = 5,
                Augmentation = Augmentation.From(new Dictionary<string, double>(), new Forget(0.3)),
            }
        );
        using var plain = new Sample(visits.Schema.Fields);
        var changed = 0;
        for (var epoch = 0; epoch < 2; epoch++)
        {
            foreach (var batch in batches.Epoch(epoch))
            {
                var things = batch["things"];
                for (var n = 0; n < batch.Count; n++)
                {
                    plain.Clear();
                    visits.Read(batch.Indices[n], plain);
                    var random = new RandomStream(5, "augmentation forget").At((ulong)batch.Indices[n], (ulong)epoch);
                    var expected = plain.Numbers<long>("things").ToArray();
                    foreach (ref var thing in expected.AsSpan())
                    {
                        var isForgotten = random.NextDouble() < 0.3;
                        changed += isForgotten ? 1 : 0;
                        thing = isForgotten ? Unknown : thing;
                    }

                    Assert.Equal(expected, things.Span<long>().Slice(n * things.Dimensions[1], expected.Length).ToArray());
                }
            }
        }

        Assert.True(changed > 20, $"{changed} things were forgotten.");
    }

    [Fact]
    public void A_field_is_written_where_it_is_asked_for_with_as_many_numbers_as_it_has()
    {
        var schema = new Visits("train", 1, 1).Schema;
        using var sample = new Sample(schema["facts"], schema["things"]);
        sample.Set<long>("things", [3, 4]);
        Assert.Equal(2, sample.Length("T"));
        Assert.Equal([3L, 4], sample.Numbers<long>("things").ToArray());
        sample.Set<float>("price", [1]); // no one asks

        Assert.Equal(
            "Sample: field 'facts: Float32 [D = 3], Input' was given 2 numbers. Give 3.",
            Assert.Throws<DecantException>(() => sample.Set<float>("facts", [1, 2])).Message
        );
    }

    [Fact]
    public void A_step_has_a_name_of_its_own() =>
        Assert.Equal(
            "augment.flip: another augmentation has this name. Give the step another one."
                + Environment.NewLine
                + "augment.twice: another augmentation has this name. Give the step another one.",
            Assert
                .Throws<DecantException>(() =>
                    Augmentation.From(new Dictionary<string, double>(), new Named("flip"), new Named("twice"), new Named("twice"))
                )
                .Message
        );

    [Fact]
    public void Samples_that_are_there_already_are_divided_as_a_recipe_says_unless_they_are()
    {
        var (train, rest) = (new Visits("train", 100, 1), new Visits("rest", 20, 2));
        var values = new Dictionary<string, string> { ["test"] = "0.25", ["validation"] = "0.2" };

        var divided = DataSources.Open(DataSource.Of(train), values, ".");
        Assert.Equal((60, 15, 25), (divided.Train.Count, divided.Validation.Count, divided.Test.Count));

        var given = DataSources.Open(DataSource.Of(new DataSplits(train, rest, rest, [])), values, ".");
        Assert.Equal([train, rest, rest], [given.Train, given.Validation, given.Test]);
    }

    [Fact]
    public void The_file_of_a_recipe_names_what_is_ones_own_and_cannot_be_read_alone()
    {
        var recipe = SmallRecipe() with
        {
            Task = new VisitTask(),
            Data = new DataSettings
            {
                Source = DataSource.Of(new Visits("visits", 100, 1)),
                Augment = new AugmentSettings { Steps = [new Forget(0.25)] },
            },
        };

        var written = RecipeWriter.Write(recipe);
        Assert.Contains("task: shop-visits\n", written, StringComparison.Ordinal);
        Assert.Contains("  source: visits\n", written, StringComparison.Ordinal);
        Assert.Contains("  augment: { forget: 0.25 }\n", written, StringComparison.Ordinal);
        Assert.Contains("  - soft-targets: {", written, StringComparison.Ordinal);

        var problems = Assert.Throws<RecipeException>(() => RecipeReader.ReadText(written)).Problems.Select(problem => problem.Message);
        Assert.Contains(problems, problem => problem.StartsWith("unknown task 'shop-visits'", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("unknown source 'visits'", StringComparison.Ordinal));

        var other = recipe with { Data = recipe.Data with { Augment = new AugmentSettings { Steps = [new Forget(0.5)] } } };
        Assert.NotEqual(RecipeFingerprint.Of(recipe), RecipeFingerprint.Of(other));
        Assert.NotEqual(RecipeFingerprint.OfTeacher(recipe, 1, "1"), RecipeFingerprint.OfTeacher(other, 1, "1"));
    }

    private static Recipe SmallRecipe() =>
        RecipeReader.ReadText("data: { source: digits }\nteacher: { average: 0.9 }\nstudent: { model: mlp }\nlosses: [soft-targets]");

    private sealed class Forget(double probability) : AugmentationStep("forget", probability)
    {
        public override void Apply(ref RandomStream random, Sample sample)
        {
            foreach (ref var thing in sample.Numbers<long>("things"))
            {
                thing = random.NextDouble() < Amount ? Unknown : thing;
            }
        }
    }

    private sealed class Named(string name) : AugmentationStep(name, 1)
    {
        public override void Apply(ref RandomStream random, Sample sample) { }
    }
}
