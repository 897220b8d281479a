using Decant.Engine.Randomness;
using Decant.Tasks.Detection;

namespace Decant.Tests.Tasks.Detection;

/// <summary>Of boxes that overlap too much only the surest stays.</summary>
public class NonMaximumSuppressionTests
{
    [Fact]
    public void The_surer_of_two_boxes_of_a_class_stays_and_another_class_is_not_asked()
    {
        // Two places of nearly one box; class 0 is surer of the second, class 1 of the first.
        float[] boxes = [0, 0, 10, 10, 1, 0, 11, 10];

        var found = NonMaximumSuppression.Of([0.4f, 0.9f, 0.8f, 0.04f], boxes);

        Assert.Equal([(0, 1.0), (1, 0.0)], found.Select(box => (box.Class, box.Box.Left)));
    }

    [Fact]
    public void What_stays_is_what_plain_loops_leave_on_random_boxes()
    {
        for (var number = 0; number < 50; number++)
        {
            var random = new RandomStream(18, "suppression").At((ulong)number);
            var (scores, boxes) = (new float[60], new float[240]);
            for (var i = 0; i < 60; i++)
            {
                scores[i] = random.NextInt32(20) / 20f;
                (boxes[4 * i], boxes[(4 * i) + 1]) = (random.NextInt32(20), random.NextInt32(20));
                (boxes[(4 * i) + 2], boxes[(4 * i) + 3]) = (
                    boxes[4 * i] + 3 + random.NextInt32(12),
                    boxes[(4 * i) + 1] + 3 + random.NextInt32(12)
                );
            }

            var found = NonMaximumSuppression.Of(scores, boxes);

            Assert.Equal(Plain(scores, boxes), found.Select(box => box.Score));
            Assert.InRange(found.Count, 2, 59);
        }
    }

    // Takes the best that is left, strikes out what overlaps it, and so on.
    private static List<double> Plain(float[] scores, float[] boxes)
    {
        var (isLeft, kept) = (scores.Select(score => score > 0.05f).ToArray(), new List<double>());
        while (isLeft.Contains(true))
        {
            var best = -1;
            for (var i = 0; i < scores.Length; i++)
            {
                best = isLeft[i] && (best < 0 || scores[i] > scores[best]) ? i : best;
            }

            kept.Add(scores[best]);
            for (var i = 0; i < scores.Length; i++)
            {
                double w = Math.Min(boxes[(4 * i) + 2], boxes[(4 * best) + 2]) - Math.Max(boxes[4 * i], boxes[4 * best]);
                double h = Math.Min(boxes[(4 * i) + 3], boxes[(4 * best) + 3]) - Math.Max(boxes[(4 * i) + 1], boxes[(4 * best) + 1]);
                var both = w > 0 && h > 0 ? w * h : 0;
                isLeft[i] &= i != best && both / (Area(i) + Area(best) - both) <= 0.6;
            }
        }

        return kept;

        double Area(int i) => (boxes[(4 * i) + 2] - boxes[4 * i]) * (boxes[(4 * i) + 3] - boxes[(4 * i) + 1]);
    }
}
