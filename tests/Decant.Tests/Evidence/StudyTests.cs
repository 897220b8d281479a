using System.Globalization;
using Decant.Engine.Randomness;
using Decant.Evidence;

namespace Decant.Tests.Evidence;

/// <summary>Simulated studies: many runs of which the truth is known, judged as a real one is.</summary>
public class StudyTests
{
    private const int Studies = 1000;

    // Seeds at each look; the next look follows where the verdict is not yet "helped", which is how one deceives oneself.
    public static TheoryData<string> Plans => ["2", "3", "5", "10", "2 3", "3 5", "2 4 6", "3 5 8", "5 10 15", "3 4 5"];

    [Theory]
    [MemberData(nameof(Plans))]
    public void Equal_arms_are_called_helped_in_at_most_five_per_cent_of_studies(string seedsAtLooks) =>
        Assert.InRange(Helped(seedsAtLooks, difference: 0, spread: 1, arms: 1), 0, Studies / 20);

    [Theory]
    [MemberData(nameof(Plans))]
    public void So_are_arms_of_which_one_varies_four_times_as_much(string seedsAtLooks) =>
        Assert.InRange(Helped(seedsAtLooks, difference: 0, spread: 4, arms: 1), 0, Studies / 20);

    [Theory]
    [MemberData(nameof(Plans))]
    public void Of_four_equal_arms_any_single_one_is_beaten_in_at_most_five_per_cent(string seedsAtLooks) =>
        Assert.InRange(Helped(seedsAtLooks, difference: 0, spread: 1, arms: 4), 0, Studies / 20);

    // A true difference of so many standard deviations of the pairs: √(1 + 1) here.
    [Theory]
    [InlineData(3, 3.0)]
    [InlineData(5, 1.5)]
    [InlineData(10, 1.0)]
    public void A_true_difference_is_found_as_often_as_the_power_says(int seeds, double effect)
    {
        var found = Helped($"{seeds}", difference: effect * Math.Sqrt(2), spread: 1, arms: 1) / (double)Studies;

        Assert.Equal(PairedPower.Of(effect, seeds, 0.05), found, 0.045);
    }

    [Fact]
    public void Looking_again_finds_more_and_not_less()
    {
        var once = Helped("3", difference: 2, spread: 1, arms: 1);

        Assert.InRange(Helped("3 5 8", difference: 2, spread: 1, arms: 1), once + 1, Studies);
    }

    // "Helped" of any arm counts; the verdict on all asks for more.
    private static int Helped(string plan, double difference, double spread, int arms)
    {
        var helped = 0;
        var seedsAtLooks = plan.Split(' ').Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        var name = string.Create(CultureInfo.InvariantCulture, $"{plan} {difference} {spread} {arms}");
        for (var study = 0; study < Studies; study++)
        {
            var random = new RandomStream((ulong)study, name);
            var gains = Enumerable.Range(0, arms).Select(_ => new List<double>()).ToArray();
            for (var look = 1; look <= seedsAtLooks.Length; look++)
            {
                while (gains[0].Count < seedsAtLooks[look - 1])
                {
                    // The seed moves all arms alike; pairs take that away.
                    var (shared, distilled) = (5 * random.NextNormal(), difference + random.NextNormal());
                    foreach (var gain in gains)
                    {
                        gain.Add(shared + distilled - (shared + (spread * random.NextNormal())));
                    }
                }

                var comparisons = ArmComparison.Of(
                    [.. gains.Select((gain, arm) => new PairedArm($"{arm}", new SeedStatistics([0]), new SeedStatistics(gain), 0.01))],
                    look
                );
                if (comparisons.Any(comparison => comparison.Outcome == Outcome.Helped))
                {
                    helped++;
                    break;
                }
            }
        }

        return helped;
    }
}
