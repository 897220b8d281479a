using Decant.Evidence;
using Decant.Reporting;

namespace Decant.Tests.Evidence;

public sealed class MetricTextTests
{
    [Fact]
    public void Sentences_and_tables_round_the_same_number_to_the_same_side()
    {
        // 75 errors of 4,000 are 98.125 %, in the middle between two writings.
        for (var errors = 0; errors <= 4000; errors++)
        {
            var accuracy = 1 - (errors / 4000.0);
            Assert.Equal(
                MetricDescription.Of(Decant.Evaluation.Accuracy.Facts).Text(accuracy),
                MetricText.Level(Decant.Evaluation.Accuracy.Facts, accuracy)
            );
        }
    }

    [Fact]
    public void A_difference_that_rounds_to_nothing_has_no_sign() =>
        Assert.Equal("0.00 points", MetricText.Difference(Decant.Evaluation.Accuracy.Facts, -0.000001));
}
