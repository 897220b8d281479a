using Decant.Engine.Randomness;
using Decant.Evidence;

namespace Decant.Tests.Evidence;

public sealed class ParetoFrontTests
{
    [Fact]
    public void No_point_of_the_front_is_beaten_and_every_other_is()
    {
        var stream = new RandomStream(5, "points");
        for (var study = 0; study < 100; study++)
        {
            // Few different numbers, so that many points are equal in one direction.
            var points = new (double Cost, double Score)[1 + (study % 20)];
            for (var i = 0; i < points.Length; i++)
            {
                points[i] = (stream.NextInt32(6), stream.NextInt32(6));
            }

            var front = ParetoFront.Of(points);

            Assert.All(front, place => Assert.DoesNotContain(points, other => Beats(other, points[place])));
            for (var place = 0; place < points.Length; place++)
            {
                var isLeftOut = !front.Contains(place);
                var isMatched = front.Any(other => points[other] == points[place] || Beats(points[other], points[place]));
                Assert.True(!isLeftOut || isMatched);
            }

            Assert.Equal(front.Select(place => points[place].Cost).Order(), front.Select(place => points[place].Cost));
        }
    }

    [Fact]
    public void What_was_not_measured_is_no_choice() => Assert.Equal([1], ParetoFront.Of([(double.NaN, 3), (2, 1), (1, double.NaN)]));

    private static bool Beats((double Cost, double Score) one, (double Cost, double Score) other) =>
        one.Cost <= other.Cost && one.Score >= other.Score && one != other;
}
