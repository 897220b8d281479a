using Decant.Engine;
using Decant.Losses;
using Decant.Options;

namespace Decant.Tests.Losses;

public sealed class DistillationLossesTests
{
    [Theory]
    [InlineData("decoupled", "dkd")]
    [InlineData("jsd", "jensen-shannon")]
    [InlineData("rkl", "reverse-kl")]
    [InlineData("tvd", "total-variation")]
    [InlineData("mse", "logit-mse")]
    [InlineData("LS-KD", "logit-standardization")]
    [InlineData("bce", "multi-label")]
    [InlineData("top-k", "sparse")]
    [InlineData("kd", "soft-targets")]
    public void A_name_from_elsewhere_is_explained_by_the_name_here(string elsewhere, string here) =>
        Assert.Contains(
            $"its name here is '{here}'",
            Assert.Throws<DecantException>(() => DistillationLosses.All.Find(elsewhere)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_temperature_is_4_for_soft_targets_and_dkd_2_for_standardised_logits_and_1_for_all_others_on_answers()
    {
        foreach (var loss in AnswerLossCases.All.Select(@case => @case.Loss).Distinct())
        {
            foreach (var temperature in loss.Options.OfType<Option<ScheduledNumber>>().Where(option => option.Key == "temperature"))
            {
                Assert.Equal(
                    loss.Name is "soft-targets" or "dkd" ? 4
                        : loss.Name is "logit-standardization" ? 2
                        : 1,
                    OptionValues.Empty.Get(temperature).To
                );
            }
        }
    }
}
