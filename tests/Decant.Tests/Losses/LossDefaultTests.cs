using Decant.Losses;
using Decant.Losses.Hints;
using Decant.Options;
using Decant.Recipes;

namespace Decant.Tests.Losses;

/// <summary>Defaults are the settings of the papers and of their authors' programs.</summary>
public sealed class LossDefaultTests
{
    [Theory]
    [InlineData("soft-targets", 0.9, 0.1)]
    [InlineData("dkd", 1, 1)]
    [InlineData("dist", 1, 1)]
    [InlineData("logit-standardization", 9, 0.1)]
    [InlineData("uld", 1.5, 1)]
    [InlineData("bounded-regression", 0.5, 1)]
    [InlineData("hint", 1, 1)]
    [InlineData("attention-transfer", 1000, 1)]
    [InlineData("rkd-distance", 25, 1)]
    [InlineData("rkd-angle", 50, 1)]
    [InlineData("similarity-preserving", 3000, 1)]
    [InlineData("pkt", 30000, 1)]
    [InlineData("nst", 50, 1)]
    [InlineData("cwd", 3, 1)]
    [InlineData("pairwise", 10, 1)]
    [InlineData("crd", 0.8, 1)]
    [InlineData("vid", 1, 1)]
    [InlineData("review-kd", 1, 1)]
    public void Weights_are_the_published_ones(string name, double weight, double labels)
    {
        var loss = DistillationLosses.All.Find(name);
        Assert.Equal((weight, labels), (loss.Weight.To, loss.Facts.LabelWeight));
        Assert.NotEmpty(loss.Facts.Published);
    }

    [Theory]
    [InlineData("dkd")]
    [InlineData("review-kd")]
    public void Weights_that_rise_do_so_over_the_first_20_of_240_epochs(string name)
    {
        var weight = DistillationLosses.All.Find(name).Weight;
        Assert.Equal(0, weight.At(0));
        Assert.Equal(0.5, weight.At(10.0 / 240), 1e-3);
        Assert.Equal(1, weight.At(20.0 / 240), 1e-3);
        Assert.Equal(1, weight.At(1));
    }

    [Fact]
    public void Parts_and_temperatures_are_the_published_ones()
    {
        Assert.Equal((4, 1, 8), (new DkdLoss().Temperature.To, new DkdLoss().TargetWeight, new DkdLoss().OtherWeight));
        Assert.Equal(2, new LogitStandardizationLoss().Temperature.To);
        Assert.Equal(4, new ChannelWiseLoss().Temperature.To);
    }

    [Theory]
    [InlineData("soft-targets, hard-labels", 0.1)]
    [InlineData("logit-standardization, hard-labels", 0.1)]
    [InlineData("dkd, hard-labels", 1)]
    [InlineData("dkd, label-smoothing", 1)]
    [InlineData("dkd, soft-targets, hard-labels", 0.1)]
    [InlineData("hint: { teacher: a; student: b }, hard-labels", 1)]
    [InlineData("hard-labels", 1)]
    [InlineData("dkd, hard-labels: { weight: 0.3 }", 0.3)]
    public void Labels_weigh_what_the_loss_next_to_them_wants_unless_they_say_it_themselves(string losses, double expected)
    {
        var terms = string.Join(
            ", ",
            losses.Split(", ").Select(term => term.Contains(':', StringComparison.Ordinal) ? $"{{ {term.Replace(';', ',')} }}" : term)
        );
        var recipe = RecipeReader.ReadText(
            $"{{ data: {{ source: digits }}, teacher: {{ train: {{ model: mlp }} }}, student: {{ model: mlp }}, losses: [{terms}] }}"
        );

        Assert.Equal(expected, recipe.Losses[^1].Weight.To);
        // What is written down is what was learnt with.
        Assert.Equal(expected, RecipeReader.ReadText(RecipeWriter.Write(recipe)).Losses[^1].Weight.To);
    }

    [Fact]
    public void A_recipe_made_in_code_has_the_same_weights()
    {
        ValueList<DistillationLoss> terms = [new DkdLoss(), new HardLabelsLoss()];
        Assert.Equal([1, 1], LabelWeights.Fill(terms).Select(term => term.Weight.To));
        Assert.Equal([0.9, 0.1], LabelWeights.Fill([new SoftTargetsLoss(), terms[1]]).Select(term => term.Weight.To));
    }

    [Fact]
    public void A_sparse_loss_names_who_keeps_the_best_and_who_argues_against_it()
    {
        var facts = new SparseLoss().Facts;
        Assert.DoesNotContain("2503.16870", facts.Paper, StringComparison.Ordinal);
        Assert.Contains(
            "biased picture of the teacher, whatever becomes of the rest (Anshumann et al. 2025, arXiv:2503.16870)",
            facts.Caution,
            StringComparison.Ordinal
        );
    }
}
